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
        var sparse = new SparseTerms(coefficients, order);
        HubRange? split = method is null or SparseMethod.Hubs ? HubSelection.Select(ref sparse, atAnyCost: method is SparseMethod.Hubs) : null;
        _lowRank = new LowRankFactors(coefficients.LowRankTerms, order);
        ImmutableArray<DenseTerm> dense = [.. coefficients.DenseTerms.Where(term => term.Variable != SdpProblem.Constant)];
        int[] sparsePositions = Array.ConvertAll(sparse.Variables, variable => position(variable));
        int[] lowRankPositions = Array.ConvertAll(_lowRank.Variables, variable => position(variable));
        if (dense.Length > 0)
        {
            int[] positions = [.. dense.Select(term => position(term.Variable))];
            _paths.Add(new DenseTermsPath(dense, positions, _lowRank, lowRankPositions, sparse, sparsePositions));
        }

        if (_lowRank.Count > 0)
        {
            _paths.Add(new LowRankPath(_lowRank, lowRankPositions, sparse, sparsePositions));
        }

        if (sparse.Count > 0)
        {
            _paths.Add(new SparseTermsPath(sparse, sparsePositions, split ?? default, method));
        }

        if (split is { } range)
        {
            _paths.Add(new HubPath(sparse, range, sparsePositions));
        }
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
}
