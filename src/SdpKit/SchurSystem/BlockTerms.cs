using System.Collections.Immutable;

namespace SdpKit.SchurSystem;

/// <summary>Represents the terms of F_1..F_m in one semidefinite block, sorted by how their pairs are formed. Immutable and thread-safe.</summary>
internal sealed class BlockTerms
{
    /// <param name="coefficients">The coefficients of the block.</param>
    /// <param name="order">The order of the block.</param>
    /// <param name="position">The row of H of a variable.</param>
    /// <param name="cancellationToken">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <param name="method">The method for all sparse terms, or null to choose by cost.</param>
    public BlockTerms(BlockCoefficients coefficients, int order, Func<int, int> position, CancellationToken cancellationToken, SparseMethod? method = null)
    {
        Order = order;
        Dense = [.. coefficients.DenseTerms.Where(term => term.Variable != SdpProblem.Constant)];
        DensePositions = [.. Dense.Select(term => position(term.Variable))];
        ILookup<bool, LowRankTerm> byEntries = coefficients.LowRankTerms
            .Where(term => term.Variable != SdpProblem.Constant)
            .ToLookup(term => SparseFactorSelection.HasFewEntries(term, order));
        LowRank = [.. byEntries[false]];
        LowRankPositions = [.. LowRank.Select(term => position(term.Variable))];
        var factors = new SparseFactors.Builder(order);
        foreach (LowRankTerm term in byEntries[true])
        {
            factors.Add(term);
        }

        var sparse = new SparseTerms(coefficients, order);
        if (method is null)
        {
            sparse = SparseFactorSelection.TakeRankOne(sparse, factors);
        }

        if (method is null or SparseMethod.Hubs)
        {
            Hubs = HubSelection.Select(ref sparse, atAnyCost: method is SparseMethod.Hubs, cancellationToken);
        }

        ByEntries = new EntryTerms(factors.Build(), sparse, position);
        SparsePositions = [.. sparse.Variables.Select(position)];
        if (sparse.Count > 0)
        {
            SparsePath = new SparseTermsPath(sparse, SparsePositions, Hubs?.Range ?? default, method);
        }
    }

    /// <summary>Gets the order of the block.</summary>
    public int Order { get; }

    public ImmutableArray<DenseTerm> Dense { get; }

    public int[] DensePositions { get; }

    /// <summary>Gets the low-rank terms whose vectors are full.</summary>
    public ImmutableArray<LowRankTerm> LowRank { get; }

    public int[] LowRankPositions { get; }

    /// <summary>Gets the products of vectors with few entries, and the sparse terms.</summary>
    public EntryTerms ByEntries { get; }

    public int[] SparsePositions { get; }

    /// <summary>Gets the path of the sparse terms, which holds no memory to work in; null where there are none.</summary>
    public SparseTermsPath? SparsePath { get; }

    /// <summary>Gets those sparse terms that are split over hubs; null where none are.</summary>
    public HubFactors? Hubs { get; }
}
