using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Forms the pairs of low-rank terms with each other and with the sparse terms of one block.</summary>
/// <remarks>
/// With all factors in U, PU and QU by two products:
/// <code>
/// H_ij = sum over r of i, s of j of d_r d_s (u_r'P u_s)(u_r'Q u_s)                          both low rank
/// H_ij = sum over entries (p,q) of i, s of j of weight d_s (PU_ps QU_qs + QU_ps PU_qs)      i sparse
/// </code>
/// The two Gram matrices are taken a panel of columns at a time, so they never need more than a panel's memory.
/// </remarks>
internal sealed unsafe class LowRankPath : ISchurPath, IDisposable
{
    private const int PanelColumns = 96;

    private readonly LowRankFactors _factors;
    private readonly SparseTerms _sparse;
    private readonly int[] _positions;
    private readonly int[] _sparsePositions;
    private readonly AlignedBuffer _products;
    private readonly AlignedBuffer _gram;
    private readonly int _panelColumns;

    public LowRankPath(LowRankFactors factors, int[] positions, SparseTerms sparse, int[] sparsePositions)
    {
        _factors = factors;
        _positions = positions;
        _sparse = sparse;
        _sparsePositions = sparsePositions;
        _panelColumns = PanelColumns;
        for (int t = 0; t < factors.Count; t++)
        {
            _panelColumns = Math.Max(_panelColumns, factors.Starts[t + 1] - factors.Starts[t]);
        }

        _panelColumns = Math.Min(_panelColumns, factors.Rank);
        _products = new AlignedBuffer(2 * (nint)factors.Order * factors.Rank);
        _gram = new AlignedBuffer(2 * (nint)factors.Rank * _panelColumns);
    }

    public long ScratchLength => _factors.Count + _sparse.Count;

    public void Accumulate(MatrixView primalInverse, MatrixView dual, MatrixView lower, SchurWorkspace workspace)
    {
        int rank = _factors.Rank;
        var inverseProduct = new MatrixView(_products.Data, _factors.Order, rank, _factors.Order);
        var dualProduct = new MatrixView(inverseProduct.Column(rank), _factors.Order, rank, _factors.Order);
        MatrixProduct.Multiply(1.0, primalInverse, transposeA: false, _factors.Factors, transposeB: false, 0.0, inverseProduct, workspace.Context);
        MatrixProduct.Multiply(1.0, dual, transposeA: false, _factors.Factors, transposeB: false, 0.0, dualProduct, workspace.Context);

        for (int first = 0; first < _factors.Count;)
        {
            int end = first + 1;
            while (end < _factors.Count && _factors.Starts[end + 1] - _factors.Starts[first] <= _panelColumns)
            {
                end++;
            }

            AccumulatePanel(first, end, inverseProduct, dualProduct, lower, workspace);
            first = end;
        }

        if (_sparse.Count > 0)
        {
            var task = new SparseTask(this, inverseProduct, dualProduct, lower, workspace);
            workspace.Run(_factors.Count, 2.0 * rank * _sparse.Rows.Length, ref task);
        }
    }

    public void Dispose()
    {
        _products.Dispose();
        _gram.Dispose();
    }

    private void AccumulatePanel(
        int first, int end, MatrixView inverseProduct, MatrixView dualProduct, MatrixView lower, SchurWorkspace workspace)
    {
        int column = _factors.Starts[first];
        int columns = _factors.Starts[end] - column;
        int rows = _factors.Rank - column;
        var inverseGram = new MatrixView(_gram.Data, rows, columns, rows);
        var dualGram = new MatrixView(inverseGram.Column(columns), rows, columns, rows);
        MatrixView later = _factors.Factors.Slice(0, column, _factors.Order, rows);
        MatrixProduct.Multiply(
            1.0, later, transposeA: true, inverseProduct.Slice(0, column, _factors.Order, columns), transposeB: false, 0.0, inverseGram, workspace.Context);
        MatrixProduct.Multiply(
            1.0, later, transposeA: true, dualProduct.Slice(0, column, _factors.Order, columns), transposeB: false, 0.0, dualGram, workspace.Context);
        var task = new GramTask(this, first, inverseGram, dualGram, lower, workspace);
        workspace.Run(end - first, (double)rows * columns, ref task);
    }

    private readonly struct GramTask(LowRankPath path, int first, MatrixView inverseGram, MatrixView dualGram, MatrixView lower, SchurWorkspace workspace)
        : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            workspace.Context.ThrowIfCancelled();
            LowRankFactors factors = path._factors;
            double* values = workspace.Scratch(worker);
            int term = first + index;
            int origin = factors.Starts[first];
            new Span<double>(values, factors.Count - term).Clear();
            for (int s = factors.Starts[term]; s < factors.Starts[term + 1]; s++)
            {
                double* g1 = inverseGram.Column(s - origin) - origin;
                double* g2 = dualGram.Column(s - origin) - origin;
                for (int i = term; i < factors.Count; i++)
                {
                    double sum = 0.0;
                    for (int r = factors.Starts[i]; r < factors.Starts[i + 1]; r++)
                    {
                        sum += factors.Weights[r] * g1[r] * g2[r];
                    }

                    values[i - term] += factors.Weights[s] * sum;
                }
            }

            SchurRow.Add(lower, path._positions, path._positions[term], term, values);
        }
    }

    private readonly struct SparseTask(LowRankPath path, MatrixView inverseProduct, MatrixView dualProduct, MatrixView lower, SchurWorkspace workspace)
        : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            workspace.Context.ThrowIfCancelled();
            LowRankFactors factors = path._factors;
            SparseTerms sparse = path._sparse;
            double* values = workspace.Scratch(worker);
            new Span<double>(values, sparse.Count).Clear();
            for (int s = factors.Starts[index]; s < factors.Starts[index + 1]; s++)
            {
                double* pu = inverseProduct.Column(s);
                double* qu = dualProduct.Column(s);
                for (int i = 0; i < sparse.Count; i++)
                {
                    double sum = 0.0;
                    for (int k = sparse.Starts[i]; k < sparse.Starts[i + 1]; k++)
                    {
                        int row = sparse.Rows[k];
                        int column = sparse.Columns[k];
                        sum += sparse.Weights[k] * ((pu[row] * qu[column]) + (qu[row] * pu[column]));
                    }

                    values[i] += factors.Weights[s] * sum;
                }
            }

            SchurRow.Add(lower, path._sparsePositions, path._positions[index], 0, values);
        }
    }
}
