namespace SdpKit.Tests.Presolve;

/// <summary>Makes problems of mostly small integers that hide structure: permuted components, rows without variables, terms of every kind in one place.</summary>
internal sealed class PlantedProblem
{
    private readonly Random _random;

    public PlantedProblem(int seed)
    {
        _random = new Random(seed);
        VariableCount = _random.Next(1, 5);
        Builder = new SdpProblemBuilder(VariableCount + 2);
        for (int i = 0; i < VariableCount; i++)
        {
            Builder.SetObjective(i, Integer());
        }

        ComponentOrders = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => AddBlock())];
        AddDiagonalBlock();
        AddEqualitiesAndQuadratic();
        for (int i = 0; i < VariableCount; i++)
        {
            // Something of its own for each variable, so that only planted dependencies exist; the last two variables are left to the tests.
            Builder.AddEntry(i, Builder.AddDiagonalBlock(1), 0, 0, 1.0);
        }
    }

    /// <summary>Gets the builder, to add more; variables <see cref="VariableCount"/> and the one after it do nothing yet.</summary>
    public SdpProblemBuilder Builder { get; }

    /// <summary>Gets the number of variables that do something.</summary>
    public int VariableCount { get; }

    /// <summary>Gets the orders of the components hidden in each semidefinite block.</summary>
    public int[][] ComponentOrders { get; }

    /// <summary>Makes a variable the sum of given multiples of the first ones, in all but the objective.</summary>
    public static SdpProblem WithCombination(SdpProblem problem, int variable, double[] weights, double objective)
    {
        var builder = new SdpProblemBuilder(problem.VariableCount);
        for (int i = 0; i < problem.VariableCount; i++)
        {
            builder.SetObjective(i, i == variable ? objective : problem.Objective[i]);
        }

        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            SdpBlock shape = problem.Blocks[b];
            _ = shape.Kind == BlockKind.Diagonal ? builder.AddDiagonalBlock(shape.Order) : builder.AddSemidefiniteBlock(shape.Order);
            for (int i = SdpProblem.Constant; i < problem.VariableCount; i++)
            {
                double[] multiples = [1.0, .. i >= 0 && i < weights.Length ? weights.AsSpan(i, 1) : []];
                for (int k = 0; k < multiples.Length; k++)
                {
                    foreach ((int row, int column, double value) in NaiveProblem.Coefficient(problem, i, b).EnumerateIndexed().Where(entry => entry.Item1 >= entry.Item2))
                    {
                        if (value != 0.0)
                        {
                            builder.AddEntry(k == 0 ? i : variable, b, row, column, multiples[k] * value);
                        }
                    }
                }
            }
        }

        for (int row = 0; row < problem.Equalities.RowCount; row++)
        {
            builder.AddEquality(problem.EqualityRightHandSide[row]);
            for (int k = 0; k < problem.Equalities.Columns(row).Length; k++)
            {
                (int column, double value) = (problem.Equalities.Columns(row)[k], problem.Equalities.Values(row)[k]);
                builder.AddEqualityEntry(row, column, value);
                if (column < weights.Length)
                {
                    builder.AddEqualityEntry(row, variable, weights[column] * value);
                }
            }
        }

        return builder.Build();
    }

    private int Integer() => _random.Next(-4, 5);

    /// <summary>A bound of its own for each scalar, so that no two of them are opposite by chance.</summary>
    private double Bound() => -1.0 - _random.NextDouble();

    private int NonZero() => _random.Next(1, 5) * ((2 * _random.Next(2)) - 1);

    /// <summary>Hides components of orders 1 to 4 and a few empty rows in one block, in random order.</summary>
    private int[] AddBlock()
    {
        int[] orders = [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => _random.Next(1, 5))];
        int order = orders.Sum() + _random.Next(3);
        int[] places = [.. Enumerable.Range(0, order)];
        _random.Shuffle(places);
        int block = Builder.AddSemidefiniteBlock(order);
        int next = 0;
        foreach (int size in orders)
        {
            AddComponent(block, order, places[next..(next + size)]);
            next += size;
        }

        return orders;
    }

    private void AddComponent(int block, int order, int[] rows)
    {
        // A path of entries of one variable connects the rows.
        int connecting = _random.Next(VariableCount);
        Builder.AddEntry(connecting, block, rows[0], rows[0], NonZero() * 16.0);
        Builder.AddEntry(SdpProblem.Constant, block, rows[0], rows[0], Bound());
        for (int k = 1; k < rows.Length; k++)
        {
            Builder.AddEntry(connecting, block, rows[k - 1], rows[k], NonZero() * 16.0);
        }

        for (int terms = _random.Next(4); terms > 0; terms--)
        {
            int variable = _random.Next(-1, VariableCount);
            switch (_random.Next(3))
            {
                case 0:
                    Builder.AddEntry(variable, block, rows[_random.Next(rows.Length)], rows[_random.Next(rows.Length)], Integer());
                    break;
                case 1:
                    var factor = new double[2 * order];
                    foreach (int row in rows)
                    {
                        factor[row] = Integer();
                        factor[order + row] = Integer();
                    }

                    Builder.AddLowRank(variable, block, factor, [NonZero(), NonZero()]);
                    break;
                default:
                    var dense = new double[order * order];
                    foreach (int row in rows)
                    {
                        foreach (int column in rows)
                        {
                            dense[row + (order * column)] = dense[column + (order * row)] = Integer();
                        }
                    }

                    Builder.AddDense(variable, block, dense);
                    break;
            }
        }
    }

    private void AddDiagonalBlock()
    {
        int order = _random.Next(1, 5);
        int block = Builder.AddDiagonalBlock(order);
        for (int row = 0; row < order; row++)
        {
            // A row that only F_0 reaches is feasible.
            bool isConstant = _random.Next(3) == 0;
            Builder.AddEntry(SdpProblem.Constant, block, row, row, Bound());
            if (!isConstant)
            {
                Builder.AddEntry(_random.Next(VariableCount), block, row, row, NonZero());
            }
        }
    }

    private void AddEqualitiesAndQuadratic()
    {
        for (int row = _random.Next(3); row > 0; row--)
        {
            int equality = Builder.AddEquality(Integer());
            Builder.AddEqualityEntry(equality, _random.Next(VariableCount), NonZero());
            Builder.AddEqualityEntry(equality, _random.Next(VariableCount), NonZero());
        }

        if (_random.Next(2) == 0)
        {
            Builder.AddQuadraticEntry(0, 0, 3.0);
        }
    }
}
