using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Forms the pairs of terms that are split over hubs with each other and with the terms after them.</summary>
/// <remarks>
/// With F_i = sum over r of e_h w' + w e_h' (h the hub of r, w the column r of W, likewise g and s for F_j):
/// <code>
/// H_ij = sum over r, s of P_hg (w_r'Q w_s) + (w_r'P w_s) Q_hg + (PW)_hs (QW)_gr + (QW)_hs (PW)_gr
/// C = F_j's T + T' = sum over s of P_g (Qw_s)' + (Pw_s) Q_g' and its transpose, looked up at the entries of a later term
/// </code>
/// so a pair costs four multiply-adds for two hubs however many entries the terms have (control11: 220 entries, 2 hubs). Columns go with PW and QW, rows with
/// their transposes, and the Gram matrices of W are taken a panel at a time.
/// </remarks>
internal sealed unsafe class HubPath : ISchurPath, IDisposable
{
    private readonly SparseTerms _terms;
    private readonly HubFactors _factors;
    private readonly int[] _positions;
    private readonly AlignedBuffer _products;
    private readonly GramPanels _panels;

    public HubPath(SparseTerms terms, HubRange range, int[] positions)
    {
        _terms = terms;
        _positions = positions;
        _factors = new HubFactors(terms, range);
        _products = new AlignedBuffer(4 * (nint)terms.Order * _factors.Count);
        _panels = new GramPanels(_factors.Starts);
    }

    public long ScratchLength => _terms.Count;

    private MatrixView InverseProduct => _products.AsMatrix(_terms.Order, _factors.Count);

    private MatrixView DualProduct => new(InverseProduct.Column(_factors.Count), _terms.Order, _factors.Count, _terms.Order);

    private MatrixView InverseRows => new(DualProduct.Column(_factors.Count), _factors.Count, _terms.Order, _factors.Count);

    private MatrixView DualRows => new(InverseRows.Column(_terms.Order), _factors.Count, _terms.Order, _factors.Count);

    public void Accumulate(MatrixView primalInverse, MatrixView dual, MatrixView lower, SchurWorkspace workspace)
    {
        KernelContext context = workspace.Context;
        MatrixProduct.Multiply(1.0, primalInverse, transposeA: false, _factors.Vectors, transposeB: false, 0.0, InverseProduct, context);
        MatrixProduct.Multiply(1.0, dual, transposeA: false, _factors.Vectors, transposeB: false, 0.0, DualProduct, context);
        var transposition = new TransposeTask(this);
        workspace.Run(_terms.Order, 2.0 * _terms.Order * _factors.Count, ref transposition);

        int count = _factors.Range.Length;
        for (int first = 0; first < count;)
        {
            int end = _panels.End(first);
            GramPanel panel = _panels.Form(first, end, _factors.Vectors, InverseProduct, DualProduct, context);
            var task = new RowTask(this, first, panel, primalInverse, dual, lower, workspace);
            workspace.Run(end - first, 4.0 * panel.Dual.Rows * panel.Dual.Columns, ref task);
            first = end;
        }
    }

    public void Dispose()
    {
        _products.Dispose();
        _panels.Dispose();
        _factors.Dispose();
    }

    /// <summary>Adds the pairs of split terms for the column s of W, from the row of the term itself on.</summary>
    private void AddPairs(int term, int s, GramPanel panel, MatrixView p, MatrixView q, double* values)
    {
        int hub = _factors.Hubs[s];
        double* pHub = p.Column(hub);
        double* qHub = q.Column(hub);
        double* pVector = InverseProduct.Column(s);
        double* qVector = DualProduct.Column(s);
        double* pRow = InverseRows.Column(hub);
        double* qRow = DualRows.Column(hub);
        double* pGram = panel.InverseColumn(s);
        double* qGram = panel.DualColumn(s);
        fixed (int* starts = _factors.Starts, hubs = _factors.Hubs)
        {
            for (int i = term; i < _factors.Range.Length; i++)
            {
                double sum = 0.0;
                for (int r = starts[i]; r < starts[i + 1]; r++)
                {
                    int h = hubs[r];
                    sum += (pHub[h] * qGram[r]) + (pGram[r] * qHub[h]) + (pVector[h] * qRow[r]) + (qVector[h] * pRow[r]);
                }

                values[i - term] += sum;
            }
        }
    }

    /// <summary>Adds the pairs with the terms after the split ones for the column s of W.</summary>
    private void AddLater(int s, MatrixView p, MatrixView q, double* values)
    {
        double* pHub = p.Column(_factors.Hubs[s]);
        double* qHub = q.Column(_factors.Hubs[s]);
        double* pVector = InverseProduct.Column(s);
        double* qVector = DualProduct.Column(s);
        int end = _factors.Range.End;
        fixed (int* starts = _terms.Starts, rows = _terms.Rows, columns = _terms.Columns)
        fixed (double* weights = _terms.Weights)
        {
            for (int i = end; i < _terms.Count; i++)
            {
                double sum = 0.0;
                for (int k = starts[i]; k < starts[i + 1]; k++)
                {
                    int a = rows[k];
                    int b = columns[k];
                    sum += weights[k] * ((pHub[a] * qVector[b]) + (qVector[a] * pHub[b]) + (pVector[a] * qHub[b]) + (qHub[a] * pVector[b]));
                }

                values[i - end] += sum;
            }
        }
    }

    private readonly struct TransposeTask(HubPath path) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            CopyRow(path.InverseProduct, index, path.InverseRows.Column(index));
            CopyRow(path.DualProduct, index, path.DualRows.Column(index));
        }

        private static void CopyRow(MatrixView matrix, int row, double* destination)
        {
            for (int column = 0; column < matrix.Columns; column++)
            {
                destination[column] = *matrix.At(row, column);
            }
        }
    }

    private readonly struct RowTask(
        HubPath path, int first, GramPanel panel, MatrixView p, MatrixView q, MatrixView lower, SchurWorkspace workspace) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            workspace.Context.ThrowIfCancelled();
            HubFactors factors = path._factors;
            int term = first + index;
            int pairs = factors.Range.Length - term;
            double* values = workspace.Scratch(worker);
            new Span<double>(values, path._terms.Count - factors.Range.First - term).Clear();
            for (int s = factors.Starts[term]; s < factors.Starts[term + 1]; s++)
            {
                path.AddPairs(term, s, panel, p, q, values);
                path.AddLater(s, p, q, values + pairs);
            }

            int place = factors.Range.First + term;
            SchurRow.Add(lower, path._positions, path._positions[place], place, values);
        }
    }
}
