using System.Collections.Immutable;
using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Owns how one semidefinite block adds to the Schur complement: its terms and the paths that pair them.</summary>
internal sealed class BlockSchur : IDisposable
{
    private readonly List<ISchurPath> _paths = [];
    private readonly LowRankFactors _lowRank;

    /// <param name="coefficients">The coefficients of the block.</param>
    /// <param name="order">The order of the block.</param>
    /// <param name="position">The row of H of a variable.</param>
    /// <param name="method">The method for all sparse terms, or null to choose by cost.</param>
    public BlockSchur(BlockCoefficients coefficients, int order, Func<int, int> position, SparseMethod? method)
    {
        LowRankTerm[] lowRank = [.. coefficients.LowRankTerms.Where(term => term.Variable != SdpProblem.Constant)];
        ILookup<bool, LowRankTerm> byEntries = lowRank.ToLookup(term => SparseFactorSelection.HasFewEntries(term, order));
        _lowRank = new LowRankFactors(byEntries[false], order);
        var factors = new SparseFactors.Builder(order);
        foreach (LowRankTerm term in byEntries[true])
        {
            factors.Add(term);
        }

        var sparse = new SparseTerms(coefficients, order);
        HubFactors? split = null;
        if (method is null)
        {
            sparse = SparseFactorSelection.TakeRankOne(sparse, factors);
        }

        if (method is null or SparseMethod.Hubs)
        {
            split = HubSelection.Select(ref sparse, atAnyCost: method is SparseMethod.Hubs);
        }

        AddPaths([.. coefficients.DenseTerms.Where(term => term.Variable != SdpProblem.Constant)], factors.Build(), sparse, split, position, method);
    }

    public long ScratchLength => _paths.Select(path => path.ScratchLength).DefaultIfEmpty().Max();

    public void Accumulate(MatrixView primalInverse, MatrixView dual, MatrixView lower, SchurWorkspace workspace)
    {
        foreach (ISchurPath path in _paths)
        {
            path.Accumulate(primalInverse, dual, lower, workspace);
        }
    }

    public void Dispose()
    {
        foreach (IDisposable path in _paths.OfType<IDisposable>())
        {
            path.Dispose();
        }

        _lowRank.Dispose();
    }

    private void AddPaths(
        ImmutableArray<DenseTerm> dense, SparseFactors factors, SparseTerms sparse, HubFactors? split, Func<int, int> position, SparseMethod? method)
    {
        var later = new EntryTerms(factors, sparse, position);
        int[] lowRankPositions = [.. _lowRank.Variables.Select(position)];
        if (dense.Length > 0)
        {
            _paths.Add(new DenseTermsPath(dense, [.. dense.Select(term => position(term.Variable))], _lowRank, lowRankPositions, later));
        }

        if (_lowRank.Count > 0)
        {
            _paths.Add(new LowRankPath(_lowRank, lowRankPositions, later));
        }

        if (factors.Count > 0)
        {
            _paths.Add(new SparseFactorsPath(later));
        }

        int[] sparsePositions = [.. sparse.Variables.Select(position)];
        if (sparse.Count > 0)
        {
            _paths.Add(new SparseTermsPath(sparse, sparsePositions, split?.Range ?? default, method));
        }

        if (split is not null)
        {
            _paths.Add(new HubPath(sparse, split, sparsePositions));
        }
    }
}
