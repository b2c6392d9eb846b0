using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.InteriorPoint;

/// <summary>Decides, block by block, what of X follows the sparsity of the F_i. Immutable and thread-safe.</summary>
/// <remarks>
/// X and dX are combinations of the F_i and of I, and so stay on the pattern that these have together, plus a multiple of uu' where all low-rank terms are such.
/// Where a block has other low-rank terms, the sparse ones are still worth combining apart, for products. The inverse, Y and dY are full.
/// </remarks>
internal sealed class PrimalStructure
{
    /// <summary>The part of the lower triangle that a factor may fill for solutions with it to beat products with the inverse.</summary>
    private const double LargestFill = 0.55;

    /// <summary>
    /// Where X = S + w uu', S may have a negative eigenvalue, the eigenvector of which resembles u; without one in so many columns it hardly has any. Those are taken last,
    /// as one supernode (<see cref="RankOnePart"/>).
    /// </summary>
    private const int RootPart = 4;

    private readonly SparseCombination?[] _combinations;
    private readonly SparseCombination?[] _directions;
    private readonly SparseCholeskySymbolic?[] _factors;
    private readonly bool[] _isSparse;

    /// <param name="problem">The problem after presolve.</param>
    /// <param name="cancellationToken">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    public PrimalStructure(SdpProblem problem, CancellationToken cancellationToken)
    {
        int count = problem.Blocks.Count(block => block.Kind == BlockKind.PositiveSemidefinite);
        _combinations = new SparseCombination?[count];
        _directions = new SparseCombination?[count];
        _factors = new SparseCholeskySymbolic?[count];
        _isSparse = new bool[count];
        for (int b = 0; b < count; b++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int order = problem.Blocks[b].Order;
            _combinations[b] = SparseCombination.TryCreate(problem.Coefficients[b], order);
            _isSparse[b] = IsSparse(problem, b);
            _directions[b] = SparseCombination.TryCreateWithoutConstant(problem.Coefficients[b], order);
            if (!_isSparse[b])
            {
                continue;
            }

            LargestSparseOrder = Math.Max(LargestSparseOrder, order);
            _factors[b] = Analyze(_combinations[b]!, cancellationToken);
        }
    }

    /// <summary>Returns whether X and dX of a block would be sparse, without taking memory for them.</summary>
    public static bool IsSparse(SdpProblem problem, int block) =>
        problem.Blocks[block].Kind == BlockKind.PositiveSemidefinite
        && (problem.Coefficients[block].LowRankTerms.IsEmpty || RankOneTerms.TryCreate(problem.Coefficients[block].LowRankTerms) is not null)
        && problem.Coefficients[block].DenseTerms.Length == 0
        && SparseCombination.IsWorthwhile(problem.Coefficients[block], problem.Blocks[block].Order);

    /// <summary>Gets the largest order of a block of which X is sparse, 0 where there is none.</summary>
    public int LargestSparseOrder { get; }

    /// <summary>Returns how the sparse terms of a block combine, or null where their sum is not sparse or has to be taken with dense terms.</summary>
    public SparseCombination? Combination(int block) => _combinations[block];

    /// <summary>Returns how the sparse terms of F_1..F_m combine, which is what dX consists of once the primal equations hold, or null where that is not sparse.</summary>
    public SparseCombination? Direction(int block) => _directions[block];

    /// <summary>Returns whether X and dX of a block are sparse.</summary>
    public bool IsSparse(int block) => _isSparse[block];

    /// <summary>Returns the analysis of a sparse Cholesky factor of X, or null where the factor is full.</summary>
    public SparseCholeskySymbolic? Factor(int block) => _factors[block];

    private static SparseCholeskySymbolic? Analyze(SparseCombination combination, CancellationToken cancellationToken)
    {
        int order = combination.Pattern.Order;
        SparseCholeskySymbolic symbolic = SparseCholeskySymbolic.Analyze(combination.Pattern, cancellationToken);
        if (!combination.Vector.IsEmpty)
        {
            symbolic = symbolic.WithRoot(order / RootPart);
        }

        return symbolic.FactorEntryCount <= LargestFill * order * order / 2.0 ? symbolic : null;
    }
}
