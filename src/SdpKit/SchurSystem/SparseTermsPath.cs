using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Forms the pairs of sparse terms of one block, row by row, each row by the cheapest method.</summary>
internal sealed unsafe class SparseTermsPath : ISchurPath
{
    private readonly SparseTerms _terms;
    private readonly TermSupports _supports;
    private readonly int[] _positions;
    private readonly SparseMethod[] _methods;
    private readonly long _valuesOffset;
    private readonly double _work;
    private readonly HubRange _skipped;

    /// <param name="terms">The terms.</param>
    /// <param name="positions">The row of H of every term.</param>
    /// <param name="skipped">The terms whose rows another path forms.</param>
    /// <param name="method">The method for every row, or null to choose by cost.</param>
    public SparseTermsPath(SparseTerms terms, int[] positions, HubRange skipped, SparseMethod? method)
    {
        _terms = terms;
        _positions = positions;
        _skipped = skipped;
        _supports = new TermSupports(terms);
        _methods = new SparseMethod[terms.Count];
        for (int term = 0; term < terms.Count; term++)
        {
            if (term >= skipped.First && term < skipped.End)
            {
                continue;
            }

            _methods[term] = Choose(term, method);
            _work += RowCost.Estimate(_methods[term], terms, _supports, term);
            long scratch = _methods[term] switch
            {
                SparseMethod.SupportDots => SupportDots.ScratchLength(terms.Order, _supports.Size(term)),
                SparseMethod.SupportProduct => SupportProduct.ScratchLength(terms.Order, _supports.Size(term)),
                _ => 0,
            };
            _valuesOffset = Math.Max(_valuesOffset, scratch);
        }
    }

    public long ScratchLength => _valuesOffset + _terms.Count;

    public void Accumulate(MatrixView primalInverse, MatrixView dual, MatrixView lower, SchurWorkspace workspace)
    {
        var task = new RowTask(this, primalInverse, dual, lower, workspace);
        workspace.Run(_terms.Count - _skipped.Length, _work, ref task);
    }

    private SparseMethod Choose(int term, SparseMethod? method)
    {
        if (method is SparseMethod.SupportDots or SparseMethod.SupportProduct)
        {
            return method.Value;
        }

        return term >= _terms.FirstDiagonal ? SparseMethod.DiagonalEntries : RowCost.Cheaper(_terms, _supports, term);
    }

    private readonly struct RowTask(SparseTermsPath path, MatrixView p, MatrixView q, MatrixView lower, SchurWorkspace workspace) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            double* scratch = workspace.Scratch(worker);
            int term = index < path._skipped.First ? index : index + path._skipped.Length;
            double* values = scratch + path._valuesOffset;
            switch (path._methods[term])
            {
                case SparseMethod.SupportDots:
                    SupportDots.Form(path._terms, path._supports, term, p, q, scratch, values);
                    break;
                case SparseMethod.SupportProduct:
                    SupportProduct.Form(path._terms, path._supports, term, p, q, scratch, values, workspace.Serial(worker));
                    break;
                default:
                    DiagonalEntries.Form(path._terms, term, p, q, values);
                    break;
            }

            SchurRow.Add(lower, path._positions, path._positions[term], term, values);
        }
    }
}
