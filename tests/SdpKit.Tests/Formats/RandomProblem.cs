namespace SdpKit.Tests.Formats;

/// <summary>Makes problems of every shape from a seed: the same seed gives the same problem.</summary>
internal static class RandomProblem
{
    /// <summary>Makes a problem that the SDPA sparse format can hold word for word.</summary>
    public static SdpProblem Sparse(int seed) => Start(seed).Builder.Build();

    /// <summary>Makes a problem with low-rank and dense terms, but neither equalities nor a quadratic term.</summary>
    public static SdpProblem WithTerms(int seed)
    {
        (SdpProblemBuilder builder, Random random) = Start(seed);
        AddTerms(builder, random);
        return builder.Build();
    }

    /// <summary>Makes a problem with all that a problem can have.</summary>
    public static SdpProblem Full(int seed)
    {
        (SdpProblemBuilder builder, Random random) = Start(seed);
        AddTerms(builder, random);
        int m = builder.VariableCount;
        for (int equality = random.Next(3); equality > 0 && m > 0; equality--)
        {
            int row = builder.AddEquality(Number(random));
            for (int k = random.Next(4); k > 0; k--)
            {
                builder.AddEqualityEntry(row, random.Next(m), Number(random));
            }
        }

        for (int k = random.Next(4); k > 0 && m > 0; k--)
        {
            int row = random.Next(m);
            int column = random.Next(m);
            builder.AddQuadraticEntry(row, column, row == column ? Math.Abs(Number(random)) : Number(random));
        }

        return builder.Build();
    }

    private static (SdpProblemBuilder Builder, Random Random) Start(int seed)
    {
        var random = new Random(seed);
        var builder = new SdpProblemBuilder(random.Next(6));
        for (int i = 0; i < builder.VariableCount; i++)
        {
            builder.SetObjective(i, random.Next(3) == 0 ? 0.0 : Number(random));
        }

        for (int block = random.Next(5); block > 0; block--)
        {
            int order = 1 + random.Next(6);
            bool diagonal = random.Next(3) == 0;
            int index = diagonal ? builder.AddDiagonalBlock(order) : builder.AddSemidefiniteBlock(order);
            for (int entry = random.Next(30); entry > 0; entry--)
            {
                int row = random.Next(order);
                builder.AddEntry(random.Next(-1, builder.VariableCount), index, row, diagonal ? row : random.Next(order), Number(random));
            }
        }

        return (builder, random);
    }

    private static void AddTerms(SdpProblemBuilder builder, Random random)
    {
        SdpProblem problem = builder.Build();
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            int n = problem.Blocks[b].Order;
            for (int k = problem.Blocks[b].Kind == BlockKind.Diagonal ? 0 : random.Next(4); k > 0; k--)
            {
                int variable = random.Next(-1, builder.VariableCount);
                if (random.Next(3) == 0)
                {
                    double[] lower = [.. Enumerable.Range(0, n * n).Select(_ => Number(random))];
                    builder.AddDense(variable, b, Mirrored(lower, n));
                    continue;
                }

                int rank = 1 + random.Next(2);
                double[] factor = [.. Enumerable.Range(0, n * rank).Select(_ => random.Next(2) == 0 ? 0.0 : Number(random))];
                builder.AddLowRank(variable, b, factor, [.. Enumerable.Range(0, rank).Select(_ => Number(random))]);
            }
        }
    }

    private static double[] Mirrored(double[] lower, int n) =>
        [.. Enumerable.Range(0, n * n).Select(entry => lower[Math.Max(entry % n, entry / n) + (n * Math.Min(entry % n, entry / n))])];

    /// <summary>Draws short numbers, numbers of 17 digits and numbers of extreme size.</summary>
    private static double Number(Random random) => random.Next(4) switch
    {
        0 => random.Next(-5, 6),
        1 => (random.NextDouble() - 0.5) * Math.Pow(10.0, random.Next(-90, 90)),
        _ => random.NextDouble() - 0.5,
    };
}
