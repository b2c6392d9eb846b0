using System.Collections;
using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.InteriorPoint;

/// <summary>Knows the pattern that the sparse terms of all F_i have together in one block, and combines them on it. Immutable and thread-safe.</summary>
/// <remarks>Low-rank terms that are all multiples of one matrix uu' are combined with them.</remarks>
internal sealed unsafe class SparseCombination
{
    /// <summary>Smaller blocks gain nothing, and have their steps from the whole matrix.</summary>
    private const int LeastOrder = BoundaryStep.LargestReducedOrder + 1;

    /// <summary>The part of the lower triangle up to which products with the sparse matrix are faster than dense ones.</summary>
    private const double LargestDensity = 0.15;

    private readonly BlockCoefficients _block;
    private readonly int[] _places;
    private readonly RankOneTerms? _rankOne;

    private SparseCombination(BlockCoefficients block, SymmetricPattern pattern)
    {
        (_block, Pattern, _rankOne) = (block, pattern, RankOneTerms.TryCreate(block.LowRankTerms));
        using SparseSymmetricMatrix matrix = CreateMatrix();
        _places = new int[block.Rows.Length];
        for (int k = 0; k < _places.Length; k++)
        {
            _places[k] = matrix.Find(block.Rows[k], block.Columns[k]);
        }
    }

    public SymmetricPattern Pattern { get; }

    /// <summary>Gets u, empty where the low-rank terms are not multiples of one matrix uu'.</summary>
    public ReadOnlySpan<double> Vector => _rankOne is null ? default : _rankOne.Vector;

    /// <summary>Gets a value indicating whether there are low-rank terms that it leaves out.</summary>
    public bool LeavesLowRank => _rankOne is null && !_block.LowRankTerms.IsEmpty;

    /// <summary>Creates the combination of a semidefinite block, or none where it is not worthwhile.</summary>
    public static SparseCombination? TryCreate(BlockCoefficients block, int order) =>
        IsWorthwhile(block, order) ? new SparseCombination(block, Union(block, order)) : null;

    /// <summary>Creates the combination of F_1..F_m alone, or none where it is not worthwhile.</summary>
    public static SparseCombination? TryCreateWithoutConstant(BlockCoefficients block, int order) =>
        order >= LeastOrder ? TryCreate(BlockCoefficients.Join(BlockCoefficients.Empty, block), order) : null;

    /// <summary>Returns whether the sum of the F_i is sparse enough and has no dense terms; F_0 may have one.</summary>
    public static bool IsWorthwhile(BlockCoefficients block, int order) =>
        order >= LeastOrder && block.DenseTerms.All(term => term.Variable == SdpProblem.Constant) && !HasMoreThan((long)(LargestDensity * order * order / 2.0), block, order);

    /// <summary>Creates a zero matrix to combine terms in.</summary>
    public SparseSymmetricMatrix CreateMatrix() => new(Pattern, Vector);

    /// <summary>Sets such a matrix to sum x_i F_i - constantScale F_0, low-rank terms excluded where they are not multiples of one matrix.</summary>
    public void Set(ReadOnlySpan<double> x, double constantScale, SparseSymmetricMatrix destination)
    {
        destination.Clear();
        ReadOnlySpan<double> values = _block.Values;
        for (int t = 0; t < _block.Variables.Length; t++)
        {
            double weight = ConstraintOperator.Weight(_block.Variables[t], x, constantScale);
            for (int k = _block.Starts[t]; k < _block.Starts[t + 1]; k++)
            {
                destination.Values[_places[k]] += weight * values[k];
            }
        }

        if (_rankOne is not null)
        {
            destination.Weight = _rankOne.Weight(x, constantScale);
        }
    }

    /// <summary>Counts distinct places, a bit for each place of the matrix.</summary>
    private static bool HasMoreThan(long limit, BlockCoefficients block, int order)
    {
        if (block.Rows.Length <= limit)
        {
            return false;
        }

        var columns = new BitArray?[order];
        long count = 0;
        for (int k = 0; k < block.Rows.Length && count <= limit; k++)
        {
            BitArray seen = columns[block.Columns[k]] ??= new BitArray(order);
            count += seen[block.Rows[k]] ? 0 : 1;
            seen[block.Rows[k]] = true;
        }

        return count > limit;
    }

    private static SymmetricPattern Union(BlockCoefficients block, int order)
    {
        var builder = new SymmetricPatternBuilder(order);
        for (int k = 0; k < block.Rows.Length; k++)
        {
            builder.AddEntry(block.Rows[k], block.Columns[k]);
        }

        return builder.Build();
    }
}
