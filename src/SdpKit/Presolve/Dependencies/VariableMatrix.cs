using SdpKit.Presolve.Terms;

namespace SdpKit.Presolve.Dependencies;

/// <summary>Builds the matrix with one row a variable that holds all it does: its coefficient matrix F_i, its column of A and its column of Q.</summary>
/// <remarks>z'M = 0 says that sum z_i F_i = 0, Az = 0 and Qz = 0. How columns are scaled does not matter for that.</remarks>
internal sealed class VariableMatrix
{
    private readonly SdpProblem _problem;
    private readonly int[] _rowOfVariable;
    private readonly int _rowCount;
    private readonly TripletList _entries = new();
    private int _columnCount;

    private VariableMatrix(SdpProblem problem, int[] variables)
    {
        _problem = problem;
        _rowCount = variables.Length;
        _rowOfVariable = new int[problem.VariableCount];
        Array.Fill(_rowOfVariable, -1);
        for (int row = 0; row < variables.Length; row++)
        {
            _rowOfVariable[variables[row]] = row;
        }
    }

    /// <summary>Builds all columns.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="variables">The variables to have a row each, in this order.</param>
    public static SparseRows Build(SdpProblem problem, int[] variables)
    {
        var matrix = new VariableMatrix(problem, variables);
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            matrix.AddBlock(matrix.Expanded(problem.Coefficients[b], problem.Blocks[b].Order), problem.Blocks[b].Order);
        }

        return matrix.BuildWithRows();
    }

    /// <summary>Builds only the columns that are cheap for coefficient matrices of any form: the diagonals of the blocks, A and Q.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="variables">The variables to have a row each, in this order.</param>
    public static SparseRows BuildDiagonals(SdpProblem problem, int[] variables)
    {
        var matrix = new VariableMatrix(problem, variables);
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            matrix.AddDiagonal(problem.Coefficients[b], problem.Blocks[b].Order);
        }

        return matrix.BuildWithRows();
    }

    private void AddBlock(BlockCoefficients coefficients, int order)
    {
        // The columns are numbered without those of F_0, so that the same matrix comes of it whatever F_0 is.
        int firstTerm = coefficients.ConstantTermCount;
        int first = coefficients.Starts[firstTerm];
        _entries.Reserve(_rowCount == 0 ? 0 : coefficients.Rows.Length - first);
        (int[] positions, int count) = BlockPositions.Number(coefficients.Rows[first..], coefficients.Columns[first..], order);
        for (int t = firstTerm; t < coefficients.Variables.Length; t++)
        {
            for (int k = coefficients.Starts[t]; k < coefficients.Starts[t + 1]; k++)
            {
                Add(coefficients.Variables[t], positions[k - first], coefficients.Values[k]);
            }
        }

        _columnCount += count;
    }

    private void AddDiagonal(BlockCoefficients coefficients, int order)
    {
        for (int t = 0; t < coefficients.Variables.Length; t++)
        {
            for (int k = coefficients.Starts[t]; k < coefficients.Starts[t + 1]; k++)
            {
                if (coefficients.Rows[k] == coefficients.Columns[k])
                {
                    Add(coefficients.Variables[t], coefficients.Rows[k], coefficients.Values[k]);
                }
            }
        }

        foreach (LowRankTerm term in coefficients.LowRankTerms)
        {
            for (int k = 0; k < term.Factor.Length; k++)
            {
                Add(term.Variable, k % order, term.Weights[k / order] * term.Factor[k] * term.Factor[k]);
            }
        }

        foreach (DenseTerm term in coefficients.DenseTerms)
        {
            for (int row = 0; row < order; row++)
            {
                Add(term.Variable, row, term.Values[row + (order * row)]);
            }
        }

        _columnCount += order;
    }

    private SparseRows BuildWithRows()
    {
        AddRows(_problem.Equalities);
        AddRows(_problem.Quadratic);
        return _entries.Build(_rowCount, _columnCount);
    }

    private void AddRows(SparseRows rows)
    {
        for (int row = 0; row < rows.RowCount; row++)
        {
            for (int k = 0; k < rows.Columns(row).Length; k++)
            {
                Add(rows.Columns(row)[k], row, rows.Values(row)[k]);
            }
        }

        _columnCount += rows.RowCount;
    }

    private void Add(int variable, int column, double value)
    {
        if (variable != SdpProblem.Constant && _rowOfVariable[variable] >= 0 && value != 0.0)
        {
            _entries.Add(_rowOfVariable[variable], _columnCount + column, value);
        }
    }

    /// <summary>Writes low-rank and dense terms of the chosen variables out as sparse entries.</summary>
    private BlockCoefficients Expanded(BlockCoefficients coefficients, int order)
    {
        if (coefficients.LowRankTerms.IsEmpty && coefficients.DenseTerms.IsEmpty)
        {
            return coefficients;
        }

        var list = new SparseTermList();
        for (int t = 0; t < coefficients.Variables.Length; t++)
        {
            TermExpansion.AddSparse(list, coefficients, t);
        }

        foreach (LowRankTerm term in coefficients.LowRankTerms.Where(term => IsChosen(term.Variable)))
        {
            TermExpansion.AddLowRank(list, term, order);
        }

        foreach (DenseTerm term in coefficients.DenseTerms.Where(term => IsChosen(term.Variable)))
        {
            TermExpansion.AddDense(list, term, order);
        }

        return list.Build([], []);
    }

    private bool IsChosen(int variable) => variable != SdpProblem.Constant && _rowOfVariable[variable] >= 0;
}
