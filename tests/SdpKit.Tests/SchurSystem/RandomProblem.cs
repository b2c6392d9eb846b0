namespace SdpKit.Tests.SchurSystem;

/// <summary>Draws small problems that mix every kind of term: single entries, diagonals, sparse, full, low rank and dense, at most one a variable and block.</summary>
internal static class RandomProblem
{
    public static SdpProblem Draw(Random random, int variables, int blocks, int largestOrder, bool diagonalBlock, int equalities = 0, bool quadratic = false)
    {
        var builder = new SdpProblemBuilder(variables);
        for (int b = 0; b < blocks; b++)
        {
            int order = random.Next(2, largestOrder + 1);
            builder.AddSemidefiniteBlock(order);
            for (int variable = SdpProblem.Constant; variable < variables; variable++)
            {
                AddTerm(builder, random, variable, b, order);
            }
        }

        if (diagonalBlock)
        {
            int order = random.Next(1, 6);
            builder.AddDiagonalBlock(order);
            for (int k = 0; k < order * variables; k++)
            {
                builder.AddEntry(random.Next(variables), blocks, k % order, k % order, Value(random));
            }
        }

        for (int row = 0; row < equalities; row++)
        {
            builder.AddEquality(Value(random));
            for (int k = 0; k < 3; k++)
            {
                builder.AddEqualityEntry(row, random.Next(variables), Value(random));
            }
        }

        for (int variable = 0; variable < variables && quadratic; variable++)
        {
            builder.AddQuadraticEntry(variable, variable, 1.0 + random.NextDouble());
            if (variable > 0)
            {
                builder.AddQuadraticEntry(variable, variable - 1, 0.3 * Value(random));
            }
        }

        return builder.Build();
    }

    /// <summary>Draws a chain: neighbouring blocks of order 5 share variables, and so do some rows of the diagonal block and the equalities.</summary>
    public static SdpProblem DrawChain(Random random, int blocks, int equalities)
    {
        int variables = 4 * blocks;
        var builder = new SdpProblemBuilder(variables);
        for (int b = 0; b < blocks; b++)
        {
            builder.AddSemidefiniteBlock(5);
            for (int k = 0; k < 6; k++)
            {
                AddTerm(builder, random, ((4 * b) + k) % variables, b, order: 5);
                builder.AddQuadraticEntry(((4 * b) + k) % variables, ((4 * b) + k) % variables, 1.0);
            }
        }

        builder.AddDiagonalBlock(blocks);
        for (int k = 0; k < blocks; k++)
        {
            builder.AddEntry(4 * k, blocks, k, k, Value(random));
            builder.AddEntry((4 * k) + 1, blocks, k, k, Value(random));
        }

        for (int row = 0; row < equalities; row++)
        {
            builder.AddEquality(Value(random));
            for (int k = 0; k < (row == 0 ? variables : 3); k++)
            {
                builder.AddEqualityEntry(row, row == 0 ? k : random.Next(variables), Value(random));
            }
        }

        return builder.Build();
    }

    private static void AddTerm(SdpProblemBuilder builder, Random random, int variable, int block, int order)
    {
        switch (random.Next(13))
        {
            case < 3:
                builder.AddEntry(variable, block, random.Next(order), random.Next(order), Value(random));
                break;
            case < 6:
                for (int k = random.Next(2, 2 * order); k > 0; k--)
                {
                    builder.AddEntry(variable, block, random.Next(order), random.Next(order), Value(random));
                }

                break;
            case 6:
                for (int k = 0; k < order; k++)
                {
                    builder.AddEntry(variable, block, k, k, 1.0);
                }

                break;
            case 7:
                int rank = random.Next(1, 4);
                builder.AddLowRank(variable, block, Values(random, order * rank), Values(random, rank));
                break;
            case 8:
                double[] dense = Values(random, order * order);
                double[] symmetric = [.. Enumerable.Range(0, order * order).Select(k => dense[k] + dense[((k % order) * order) + (k / order)])];
                builder.AddDense(variable, block, symmetric);
                break;
            case 9:
                // An arrow of one or two hubs.
                for (int k = 0; k < order; k++)
                {
                    builder.AddEntry(variable, block, k, 0, Value(random));
                    builder.AddEntry(variable, block, k, (variable & 1) * (order - 1), Value(random));
                }

                break;
            case 10:
                AddSmallSquare(builder, random, variable, block, order);
                break;
            case 11:
                double[] few = new double[2 * order];
                few[random.Next(order)] = Value(random);
                few[random.Next(order)] = Value(random);
                few[order + random.Next(order)] = Value(random);
                builder.AddLowRank(variable, block, few, Values(random, 2));
                break;
            default:
                break;
        }
    }

    /// <summary>Adds w v v' entry by entry, v with three or four entries; sometimes one entry is spoilt.</summary>
    private static void AddSmallSquare(SdpProblemBuilder builder, Random random, int variable, int block, int order)
    {
        int[] support = [.. Enumerable.Range(0, order).OrderBy(_ => random.Next()).Take(random.Next(3, 5)).Order()];
        double[] vector = Values(random, order);
        double weight = Value(random);
        foreach (int column in support)
        {
            foreach (int row in support.Where(row => row >= column))
            {
                builder.AddEntry(variable, block, row, column, weight * vector[row] * vector[column]);
            }
        }

        if (random.Next(3) == 0)
        {
            builder.AddEntry(variable, block, support[^1], support[0], 0.1);
        }
    }

    private static double Value(Random random) => (2.0 * random.NextDouble()) - 1.0;

    private static double[] Values(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => Value(random))];
}
