namespace SdpKit.StandardForm;

/// <summary>Collects a semidefinite program given in the other standard form, with equations on a matrix variable, and maps it to this library's form. Not thread-safe.</summary>
/// <remarks>
/// <code>
/// minimize &lt;C,Y>  subject to  &lt;A_i,Y> = b_i,  Y >= 0              maximize b'y  subject to  Z = C - sum y_i A_i >= 0
/// </code>
/// In the words of <see cref="SdpProblem"/>: F_0 = -C, F_i = A_i, c = b, x = -y, X = Z. Constraints, blocks, rows and columns are counted from 0.
/// </remarks>
public sealed class StandardFormBuilder
{
    private readonly SdpProblemBuilder _builder;

    /// <summary>Initializes an empty problem.</summary>
    /// <param name="constraintCount">The number of equations; 0 is allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public StandardFormBuilder(int constraintCount) => _builder = new SdpProblemBuilder(constraintCount);

    /// <summary>Adds a block of Y that must be positive semidefinite.</summary>
    /// <param name="order">The order n, at least 1.</param>
    /// <returns>The index of the block.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The order is below 1.</exception>
    public int AddSemidefiniteBlock(int order) => _builder.AddSemidefiniteBlock(order);

    /// <summary>Adds a diagonal block of Y whose entries must be non-negative.</summary>
    /// <param name="order">The number of diagonal entries, at least 1.</param>
    /// <returns>The index of the block.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The order is below 1.</exception>
    public int AddDiagonalBlock(int order) => _builder.AddDiagonalBlock(order);

    /// <summary>Adds a value to an entry of the cost matrix C and, off the diagonal, to its mirror.</summary>
    /// <param name="block">The block.</param>
    /// <param name="row">The row within the block.</param>
    /// <param name="column">The column within the block; either triangle.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index does not exist, or lies off the diagonal of a diagonal block.</exception>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public void AddCostEntry(int block, int row, int column, double value) => _builder.AddEntry(SdpProblem.Constant, block, row, column, -value);

    /// <summary>Adds a value to an entry of the matrix A_i and, off the diagonal, to its mirror.</summary>
    /// <param name="constraint">The equation.</param>
    /// <param name="block">The block.</param>
    /// <param name="row">The row within the block.</param>
    /// <param name="column">The column within the block; either triangle.</param>
    /// <param name="value">The value; off the diagonal it counts twice in &lt;A_i,Y>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index does not exist, or lies off the diagonal of a diagonal block.</exception>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public void AddConstraintEntry(int constraint, int block, int row, int column, double value)
    {
        CheckConstraint(constraint);
        _builder.AddEntry(constraint, block, row, column, value);
    }

    /// <summary>Adds the matrix U diag(d) U' to A_i, without ever expanding it.</summary>
    /// <param name="constraint">The equation.</param>
    /// <param name="block">A semidefinite block, of order n.</param>
    /// <param name="factor">U, n x r, column by column.</param>
    /// <param name="weights">d, of length r, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The equation or the block does not exist.</exception>
    /// <exception cref="ArgumentException">The block is diagonal, a length does not fit, or a value is not finite.</exception>
    public void AddConstraintLowRank(int constraint, int block, ReadOnlySpan<double> factor, ReadOnlySpan<double> weights)
    {
        CheckConstraint(constraint);
        _builder.AddLowRank(constraint, block, factor, weights);
    }

    /// <summary>Sets the right-hand side b_i of one equation.</summary>
    /// <param name="constraint">The equation.</param>
    /// <param name="value">b_i.</param>
    /// <exception cref="ArgumentOutOfRangeException">The equation does not exist.</exception>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public void SetRightHandSide(int constraint, double value)
    {
        CheckConstraint(constraint);
        if (!double.IsFinite(value))
        {
            throw new ArgumentException($"The right-hand side {value} of equation {constraint} is not finite.", nameof(value));
        }

        _builder.SetObjective(constraint, value);
    }

    /// <summary>Builds the problem; the builder may go on being used.</summary>
    /// <returns>The problem.</returns>
    /// <exception cref="ArgumentException">A sum of added values overflowed.</exception>
    public StandardFormProblem Build() => new(_builder.Build());

    private void CheckConstraint(int constraint)
    {
        if (constraint < 0 || constraint >= _builder.VariableCount)
        {
            throw new ArgumentOutOfRangeException(nameof(constraint), $"Equation {constraint} does not exist; there are {_builder.VariableCount}, counted from 0.");
        }
    }
}
