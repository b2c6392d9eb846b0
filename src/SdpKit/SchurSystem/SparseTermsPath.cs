using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Forms the pairs of sparse terms of one block, row by row, each row by the cheaper of two methods.</summary>
internal sealed unsafe class SparseTermsPath : ISchurPath
{
    private readonly SparseTerms _terms;
    private readonly TermSupports _supports;
    private readonly int[] _positions;
    private readonly RowMethod[] _methods;
    private readonly long _valuesOffset;
    private readonly double _work;

    /// <param name="terms">The terms.</param>
    /// <param name="positions">The row of H of every term.</param>
    /// <param name="method">The method for every row, or null to choose by cost.</param>
    public SparseTermsPath(SparseTerms terms, int[] positions, RowMethod? method = null)
    {
        _terms = terms;
        _positions = positions;
        _supports = new TermSupports(terms);
        _methods = new RowMethod[terms.Count];
        for (int term = 0; term < terms.Count; term++)
        {
            int entries = terms.Starts[term + 1] - terms.Starts[term];
            int later = terms.Starts[^1] - terms.Starts[term];
            int size = _supports.Size(term);
            double dots = RowCost.SupportDots(terms.Order, entries, size, later);
            double product = RowCost.SupportProduct(terms.Order, entries, size, later);
            _methods[term] = method ?? (dots <= product ? RowMethod.SupportDots : RowMethod.SupportProduct);
            _work += Math.Min(dots, product);
            long scratch = _methods[term] == RowMethod.SupportDots
                ? SupportDots.ScratchLength(terms.Order, size)
                : SupportProduct.ScratchLength(terms.Order, size);
            _valuesOffset = Math.Max(_valuesOffset, scratch);
        }
    }

    public long ScratchLength => _valuesOffset + _terms.Count;

    public void Accumulate(MatrixView primalInverse, MatrixView dual, MatrixView lower, SchurWorkspace workspace)
    {
        var task = new RowTask(this, primalInverse, dual, lower, workspace);
        workspace.Run(_terms.Count, _work, ref task);
    }

    private readonly struct RowTask(SparseTermsPath path, MatrixView p, MatrixView q, MatrixView lower, SchurWorkspace workspace) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            workspace.Context.ThrowIfCancelled();
            double* scratch = workspace.Scratch(worker);
            double* values = scratch + path._valuesOffset;
            if (path._methods[index] == RowMethod.SupportDots)
            {
                SupportDots.Form(path._terms, path._supports, index, p, q, scratch, values);
            }
            else
            {
                SupportProduct.Form(path._terms, path._supports, index, p, q, scratch, values, workspace.Serial(worker));
            }

            SchurRow.Add(lower, path._positions, path._positions[index], index, values);
        }
    }
}
