using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.SchurSystem;

/// <summary>Represents which entries of H + Q + A'GA can be nonzero, and decides whether the factor is stored sparse. Immutable.</summary>
/// <remarks>
/// Every block couples all variables that it has a term of, every row of the diagonal block and of A the variables in it: a union of cliques. Where the
/// factor has more than about a third of the places of a dense one, dense kernels are faster: half the flops or fewer at a lower rate.
/// </remarks>
internal sealed class SchurPattern
{
    private const double DenseFrom = 0.35;
    private const int SmallestSparse = 100;

    /// <summary>Rows of A with more variables than this are left out of A'GA where H is sparse: they would fill it.</summary>
    private const int LongestAugmentedRow = 64;

    public SchurPattern(SdpProblem problem, CancellationToken cancellationToken)
    {
        int semidefinite = problem.Blocks.Count(block => block.Kind == BlockKind.PositiveSemidefinite);
        BlockVariables = [.. problem.Coefficients[..semidefinite].Select(Variables)];
        DiagonalRows = semidefinite < problem.Blocks.Length
            ? RowsOf(problem.Coefficients[semidefinite], problem.Blocks[semidefinite].Order, problem.VariableCount)
            : new SparseRows(problem.VariableCount, [0], [], []);
        AugmentedRows = problem.Equalities;
        double places = 0.5 * problem.VariableCount * (problem.VariableCount + 1.0);
        if (problem.VariableCount < SmallestSparse || LargestClique() > DenseFrom * problem.VariableCount)
        {
            return;
        }

        SparseRows augmented = WithoutLongRows(problem.Equalities);
        var builder = new SymmetricPatternBuilder(problem.VariableCount);
        int[] blockCliques = [.. BlockVariables.Select(variables => builder.AddClique(variables))];
        int[] diagonalCliques = RegisterRows(builder, DiagonalRows);
        int[] augmentedCliques = RegisterRows(builder, augmented);
        for (int row = 0; row < problem.Quadratic.RowCount; row++)
        {
            foreach (int column in problem.Quadratic.Columns(row))
            {
                builder.AddEntry(row, column);
            }
        }

        SparseCholeskySymbolic symbolic = SparseCholeskySymbolic.Analyze(builder.Build(), cancellationToken);
        if (symbolic.FactorEntryCount <= DenseFrom * places)
        {
            AugmentedRows = augmented;
            Cliques = new SchurCliques(symbolic, blockCliques, diagonalCliques, augmentedCliques);
        }
    }

    /// <summary>Gets the variables that every semidefinite block has a term of, ascending.</summary>
    public int[][] BlockVariables { get; }

    /// <summary>Gets the coefficients of the diagonal block: a row for every diagonal entry, a column for every variable.</summary>
    public SparseRows DiagonalRows { get; }

    /// <summary>Gets A with the rows that are to be left out of A'GA emptied.</summary>
    public SparseRows AugmentedRows { get; }

    /// <summary>Gets the analysis of the sparse factor, or null where it is stored dense.</summary>
    public SchurCliques? Cliques { get; }

    private static int[] Variables(BlockCoefficients coefficients)
    {
        int[] sparse = coefficients.Variables.TrimStart(SdpProblem.Constant).ToArray();
        return coefficients.LowRankTerms.IsEmpty && coefficients.DenseTerms.IsEmpty
            ? sparse
            : [.. coefficients.LowRankTerms.Select(term => term.Variable)
                .Concat(coefficients.DenseTerms.Select(term => term.Variable))
                .Where(variable => variable != SdpProblem.Constant)
                .Union(sparse)
                .Order()];
    }

    private static SparseRows RowsOf(BlockCoefficients coefficients, int order, int variableCount)
    {
        var triplets = new TripletList();
        for (int t = 0; t < coefficients.Variables.Length; t++)
        {
            for (int k = coefficients.Starts[t]; k < coefficients.Starts[t + 1] && coefficients.Variables[t] != SdpProblem.Constant; k++)
            {
                triplets.Add(coefficients.Rows[k], coefficients.Variables[t], coefficients.Values[k]);
            }
        }

        return triplets.Build(order, variableCount);
    }

    private static SparseRows WithoutLongRows(SparseRows rows)
    {
        var triplets = new TripletList();
        for (int row = 0; row < rows.RowCount; row++)
        {
            ReadOnlySpan<int> columns = rows.Columns(row);
            for (int k = 0; k < columns.Length && columns.Length <= LongestAugmentedRow; k++)
            {
                triplets.Add(row, columns[k], rows.Values(row)[k]);
            }
        }

        return triplets.Build(rows.RowCount, rows.ColumnCount);
    }

    private static int[] RegisterRows(SymmetricPatternBuilder builder, SparseRows rows)
    {
        var cliques = new int[rows.RowCount];
        for (int row = 0; row < rows.RowCount; row++)
        {
            cliques[row] = builder.AddClique(rows.Columns(row));
        }

        return cliques;
    }

    private int LargestClique()
    {
        int largest = BlockVariables.Select(variables => variables.Length).DefaultIfEmpty().Max();
        for (int row = 0; row < DiagonalRows.RowCount; row++)
        {
            largest = Math.Max(largest, DiagonalRows.Columns(row).Length);
        }

        return largest;
    }
}
