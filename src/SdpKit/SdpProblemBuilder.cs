using System.Collections.Immutable;

namespace SdpKit;

/// <summary>Collects the data of a semidefinite program and builds an immutable <see cref="SdpProblem"/>. Not thread-safe.</summary>
/// <remarks>
/// Blocks, variables, rows and columns are counted from 0. Everything that is added to the same place is summed. Each call checks its arguments, so
/// an exception points at the call that brought the bad number.
/// </remarks>
public sealed partial class SdpProblemBuilder
{
    private readonly double[] _objective;
    private readonly List<SdpBlock> _blocks = [];
    private readonly List<SparseTermList> _sparse = [];
    private readonly List<(int Block, LowRankTerm Term)> _lowRank = [];
    private readonly List<(int Block, DenseTerm Term)> _dense = [];
    private readonly TripletList _equalities = new();
    private readonly List<double> _equalityRightHandSide = [];
    private readonly TripletList _quadratic = new();

    /// <summary>Initializes an empty problem with a zero objective.</summary>
    /// <param name="variableCount">m, the number of variables; 0 is allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public SdpProblemBuilder(int variableCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(variableCount);
        _objective = new double[variableCount];
    }

    /// <summary>Gets m, the number of variables.</summary>
    public int VariableCount => _objective.Length;

    /// <summary>Adds a block that must be positive semidefinite.</summary>
    /// <param name="order">The order n, at least 1.</param>
    /// <returns>The index of the block.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The order is below 1.</exception>
    public int AddSemidefiniteBlock(int order) => AddBlock(new SdpBlock(BlockKind.PositiveSemidefinite, order));

    /// <summary>Adds a diagonal block whose entries must be non-negative.</summary>
    /// <param name="order">The number of diagonal entries, at least 1.</param>
    /// <returns>The index of the block.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The order is below 1.</exception>
    public int AddDiagonalBlock(int order) => AddBlock(new SdpBlock(BlockKind.Diagonal, order));

    /// <summary>Sets one coefficient c_i of the objective.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="value">The coefficient.</param>
    /// <exception cref="ArgumentOutOfRangeException">The variable does not exist.</exception>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public void SetObjective(int variable, double value)
    {
        CheckVariable(variable, lowest: 0);
        if (!double.IsFinite(value))
        {
            throw NotFinite(value, $"the objective coefficient of variable {variable}");
        }

        _objective[variable] = value;
    }

    /// <summary>Sets the whole objective c.</summary>
    /// <param name="values">c, of length m.</param>
    /// <exception cref="ArgumentException">The length differs from m, or a value is not finite.</exception>
    public void SetObjective(ReadOnlySpan<double> values)
    {
        if (values.Length != VariableCount)
        {
            throw new ArgumentException($"The objective has {values.Length} entries; expected {VariableCount}.", nameof(values));
        }

        for (int i = 0; i < values.Length; i++)
        {
            SetObjective(i, values[i]);
        }
    }

    /// <summary>Adds a value to an entry of a coefficient matrix and, off the diagonal, to its mirror.</summary>
    /// <param name="variable">The variable, or <see cref="SdpProblem.Constant"/> for F_0.</param>
    /// <param name="block">The block.</param>
    /// <param name="row">The row within the block.</param>
    /// <param name="column">The column within the block; either triangle.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index does not exist, or lies off the diagonal of a diagonal block.</exception>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public void AddEntry(int variable, int block, int row, int column, double value)
    {
        CheckVariable(variable, SdpProblem.Constant);
        SdpBlock shape = CheckedBlock(block);
        if ((uint)row >= (uint)shape.Order || (uint)column >= (uint)shape.Order)
        {
            throw new ArgumentOutOfRangeException(nameof(row), $"Entry ({row}, {column}) of {Name(variable)} is outside block {block} of order {shape.Order}.");
        }

        if (shape.Kind == BlockKind.Diagonal && row != column)
        {
            throw new ArgumentOutOfRangeException(nameof(column), $"Entry ({row}, {column}) of {Name(variable)} is off the diagonal of the diagonal block {block}.");
        }

        if (!double.IsFinite(value))
        {
            throw NotFinite(value, $"entry ({row}, {column}) of {Name(variable)} in block {block}");
        }

        _sparse[block].Add(variable, Math.Max(row, column), Math.Min(row, column), value);
    }

    /// <summary>Adds the matrix U diag(d) U' to a coefficient matrix, without ever expanding it.</summary>
    /// <param name="variable">The variable, or <see cref="SdpProblem.Constant"/> for F_0.</param>
    /// <param name="block">A semidefinite block, of order n.</param>
    /// <param name="factor">U, n x r, column by column.</param>
    /// <param name="weights">d, of length r, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The variable or the block does not exist.</exception>
    /// <exception cref="ArgumentException">The block is diagonal, a length does not fit, or a value is not finite.</exception>
    public void AddLowRank(int variable, int block, ReadOnlySpan<double> factor, ReadOnlySpan<double> weights)
    {
        CheckVariable(variable, SdpProblem.Constant);
        int order = CheckedSemidefinite(block, variable, "low-rank");
        if (weights.IsEmpty || factor.Length != (long)order * weights.Length)
        {
            throw new ArgumentException(
                $"The low-rank term of {Name(variable)} in block {block} has a factor of {factor.Length} values and {weights.Length} weights; expected {order} values a weight and at least one weight.",
                nameof(factor));
        }

        CheckFinite(factor, $"the factor of the low-rank term of {Name(variable)} in block {block}");
        CheckFinite(weights, $"the weights of the low-rank term of {Name(variable)} in block {block}");
        _lowRank.Add((block, new LowRankTerm(variable, [.. factor], [.. weights])));
    }

    /// <summary>Adds a dense symmetric matrix to a coefficient matrix.</summary>
    /// <param name="variable">The variable, or <see cref="SdpProblem.Constant"/> for F_0.</param>
    /// <param name="block">A semidefinite block, of order n.</param>
    /// <param name="values">The n x n matrix, column by column, both triangles.</param>
    /// <exception cref="ArgumentOutOfRangeException">The variable or the block does not exist.</exception>
    /// <exception cref="ArgumentException">The block is diagonal, the length does not fit, a value is not finite, or the matrix is not symmetric to 1e-12 of its largest entry.</exception>
    public void AddDense(int variable, int block, ReadOnlySpan<double> values)
    {
        CheckVariable(variable, SdpProblem.Constant);
        int order = CheckedSemidefinite(block, variable, "dense");
        if (values.Length != (long)order * order)
        {
            throw new ArgumentException($"The dense term of {Name(variable)} in block {block} has {values.Length} values; expected {order} x {order}.", nameof(values));
        }

        CheckFinite(values, $"the dense term of {Name(variable)} in block {block}");
        _dense.Add((block, new DenseTerm(variable, Symmetrized(values, order, variable, block))));
    }

    /// <summary>Adds a linear equality a'x = b whose row a is still zero.</summary>
    /// <param name="rightHandSide">b.</param>
    /// <returns>The index of the equality, for <see cref="AddEqualityEntry"/>.</returns>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public int AddEquality(double rightHandSide)
    {
        if (!double.IsFinite(rightHandSide))
        {
            throw NotFinite(rightHandSide, $"the right-hand side of equality {_equalityRightHandSide.Count}");
        }

        _equalityRightHandSide.Add(rightHandSide);
        return _equalityRightHandSide.Count - 1;
    }

    /// <summary>Adds a value to a coefficient of a linear equality.</summary>
    /// <param name="equality">The equality.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The equality or the variable does not exist.</exception>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public void AddEqualityEntry(int equality, int variable, double value)
    {
        if ((uint)equality >= (uint)_equalityRightHandSide.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(equality), $"Equality {equality} does not exist; there are {_equalityRightHandSide.Count}.");
        }

        CheckVariable(variable, lowest: 0);
        if (!double.IsFinite(value))
        {
            throw NotFinite(value, $"the coefficient of variable {variable} in equality {equality}");
        }

        _equalities.Add(equality, variable, value);
    }

    /// <summary>Adds a value to an entry of Q in the objective term x'Qx/2 and, off the diagonal, to its mirror.</summary>
    /// <param name="row">A variable.</param>
    /// <param name="column">A variable; either triangle.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentOutOfRangeException">A variable does not exist.</exception>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public void AddQuadraticEntry(int row, int column, double value)
    {
        CheckVariable(row, lowest: 0);
        CheckVariable(column, lowest: 0);
        if (!double.IsFinite(value))
        {
            throw NotFinite(value, $"entry ({row}, {column}) of the quadratic term");
        }

        _quadratic.Add(row, column, value);
        if (row != column)
        {
            _quadratic.Add(column, row, value);
        }
    }

    /// <summary>Builds the problem; the builder may go on being used.</summary>
    /// <returns>The problem.</returns>
    /// <exception cref="ArgumentException">A sum of added values overflowed, or the diagonal of Q has a negative entry.</exception>
    public SdpProblem Build()
    {
        ILookup<int, LowRankTerm> lowRank = _lowRank.OrderBy(item => item.Term.Variable).ToLookup(item => item.Block, item => item.Term);
        ILookup<int, DenseTerm> dense = _dense.OrderBy(item => item.Term.Variable).ToLookup(item => item.Block, item => item.Term);
        var coefficients = ImmutableArray.CreateBuilder<BlockCoefficients>(_blocks.Count);
        for (int b = 0; b < _blocks.Count; b++)
        {
            coefficients.Add(_sparse[b].Build([.. lowRank[b]], [.. dense[b]]));
            if (!coefficients[b].Values.IsEmpty)
            {
                CheckFinite(coefficients[b].Values, $"the sum of entries at one place of block {b}");
            }
        }

        int equalityCount = _equalityRightHandSide.Count;
        SparseRows quadratic = _quadratic.Build(VariableCount, VariableCount);
        for (int i = 0; i < VariableCount && quadratic.EntryCount > 0; i++)
        {
            int place = quadratic.Columns(i).IndexOf(i);
            if (place >= 0 && quadratic.Values(i)[place] < 0)
            {
                throw new ArgumentException($"The quadratic term is not convex: diagonal entry {i} is {quadratic.Values(i)[place]}.");
            }
        }

        return new SdpProblem(
            [.. _objective],
            [.. _blocks],
            coefficients.MoveToImmutable(),
            _equalities.Build(equalityCount, VariableCount),
            [.. _equalityRightHandSide],
            quadratic);
    }

    private int AddBlock(SdpBlock block)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(block.Order, 1, "order");
        _blocks.Add(block);
        _sparse.Add(new SparseTermList());
        return _blocks.Count - 1;
    }
}
