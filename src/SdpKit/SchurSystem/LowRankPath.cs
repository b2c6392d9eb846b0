using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Forms the pairs of low-rank terms whose vectors are full, with each other and with the terms given by entries of one block.</summary>
/// <remarks>
/// With all factors in U, PU and QU by two products:
/// <code>
/// H_ij = sum over r of i, s of j of d_r d_s (u_r'P u_s)(u_r'Q u_s)                          both low rank
/// H_ij = sum over entries (p,q) of i, s of j of weight d_s (PU_ps QU_qs + QU_ps PU_qs)      i sparse
/// </code>
/// The two Gram matrices are taken a panel of columns at a time.
/// </remarks>
internal sealed unsafe class LowRankPath : ISchurPath, IDisposable
{
    private readonly LowRankFactors _factors;
    private readonly EntryTerms _later;
    private readonly int[] _positions;
    private readonly AlignedBuffer _products;
    private readonly GramPanels _panels;

    public LowRankPath(LowRankFactors factors, int[] positions, EntryTerms later)
    {
        _factors = factors;
        _positions = positions;
        _later = later;
        _products = new AlignedBuffer(2 * (nint)factors.Order * factors.Rank);
        _panels = new GramPanels(factors);
    }

    public long ScratchLength => Math.Max(_factors.Count, _later.Count);

    public void Accumulate(MatrixView primalInverse, MatrixView dual, MatrixView lower, SchurWorkspace workspace)
    {
        int rank = _factors.Rank;
        var inverseProduct = new MatrixView(_products.Data, _factors.Order, rank, _factors.Order);
        var dualProduct = new MatrixView(inverseProduct.Column(rank), _factors.Order, rank, _factors.Order);
        _factors.Multiply(primalInverse, inverseProduct, workspace.Context);
        _factors.Multiply(dual, dualProduct, workspace.Context);

        for (int first = 0; first < _factors.Count;)
        {
            int end = _panels.End(first);
            GramPanel panel = _panels.Form(first, end, inverseProduct, dualProduct, workspace.Context);
            var task = new GramTask(this, first, panel, lower, workspace);
            workspace.Run(end - first, (double)panel.Dual.Rows * panel.Dual.Columns, ref task);
            first = end;
        }

        if (_later.Count > 0)
        {
            var task = new LaterTask(this, inverseProduct, dualProduct, lower, workspace);
            workspace.Run(_factors.Count, 2.0 * rank * _later.EntryCount, ref task);
        }
    }

    public void Dispose()
    {
        _products.Dispose();
        _panels.Dispose();
    }

    private readonly struct GramTask(LowRankPath path, int first, GramPanel panel, MatrixView lower, SchurWorkspace workspace) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            LowRankFactors factors = path._factors;
            double* values = workspace.Scratch(worker);
            int term = first + index;
            new Span<double>(values, factors.Count - term).Clear();
            for (int s = factors.Starts[term]; s < factors.Starts[term + 1]; s++)
            {
                double* g1 = panel.InverseColumn(s);
                double* g2 = panel.DualColumn(s);
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

    private readonly struct LaterTask(LowRankPath path, MatrixView inverseProduct, MatrixView dualProduct, MatrixView lower, SchurWorkspace workspace)
        : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            LowRankFactors factors = path._factors;
            double* values = workspace.Scratch(worker);
            new Span<double>(values, path._later.Count).Clear();
            for (int s = factors.Starts[index]; s < factors.Starts[index + 1]; s++)
            {
                path._later.AddVectors(factors.Weights[s], inverseProduct.Column(s), dualProduct.Column(s), 0, values);
            }

            SchurRow.Add(lower, path._later.Positions, path._positions[index], 0, values);
        }
    }
}
