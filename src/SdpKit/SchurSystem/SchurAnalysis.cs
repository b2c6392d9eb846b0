namespace SdpKit.SchurSystem;

/// <summary>Represents how the Schur complement of a problem is stored, formed and factored, whatever c, F_0 and b are. Immutable and thread-safe.</summary>
internal sealed class SchurAnalysis
{
    private readonly BlockTerms[] _blocks;

    /// <param name="problem">The problem after presolve.</param>
    /// <param name="cancellationToken">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    public SchurAnalysis(SdpProblem problem, CancellationToken cancellationToken = default)
    {
        Pattern = new SchurPattern(problem, cancellationToken);
        _blocks = new BlockTerms[Pattern.BlockVariables.Length];
        for (int b = 0; b < _blocks.Length; b++)
        {
            int[] variables = Pattern.BlockVariables[b];
            Func<int, int> position = Pattern.Cliques is null ? variable => variable : variable => Array.BinarySearch(variables, variable);
            _blocks[b] = new BlockTerms(problem.Coefficients[b], problem.Blocks[b].Order, position, cancellationToken);
        }
    }

    /// <summary>Gets where H can be nonzero.</summary>
    public SchurPattern Pattern { get; }

    /// <summary>Gets the terms of every semidefinite block.</summary>
    public ReadOnlySpan<BlockTerms> Blocks => _blocks;

    /// <summary>Estimates the memory that a Schur complement of the problem takes.</summary>
    /// <param name="problem">The problem after presolve, the one that was analysed or one that differs in c, F_0 and b alone.</param>
    public long EstimateBytes(SdpProblem problem)
    {
        long variables = problem.VariableCount;
        long equalities = problem.Equalities.RowCount;
        long matrix = Pattern.Cliques is { } cliques
            ? cliques.Symbolic.StoredValueCount + SparseSchurMatrix.LargestLocalLength(Pattern)
            : variables * variables;
        long largest = 0;
        long factors = 0;
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            long order = problem.Blocks[b].Order;
            largest = problem.Blocks[b].Kind == BlockKind.PositiveSemidefinite ? Math.Max(largest, order) : largest;
            foreach (LowRankTerm term in problem.Coefficients[b].LowRankTerms)
            {
                factors += 3 * order * term.Rank;
            }
        }

        return sizeof(double) * (matrix + factors + (equalities * (variables + equalities)) + (3 * largest * largest));
    }
}
