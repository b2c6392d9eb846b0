namespace SdpKit.Benchmarks.Families;

/// <summary>Many blocks of order 4, each of which holds three of the variables at random, so that the Schur complement is sparse.</summary>
/// <remarks>F_0 = sum x_i F_i - I and c_i = &lt;F_i,I>, so that both sides have interior points.</remarks>
internal static class SmallBlocksFamily
{
    private const int Order = 4;
    private const int VariablesInBlock = 3;

    public static SdpProblem Make(int blocks, Random random)
    {
        int variables = blocks / 2;
        var builder = new SdpProblemBuilder(variables);
        double[] objective = new double[variables];
        for (int b = 0; b < blocks; b++)
        {
            int block = builder.AddSemidefiniteBlock(Order);
            double[,] constant = new double[Order, Order];
            var members = new SortedSet<int> { b % variables };
            while (members.Count < VariablesInBlock)
            {
                // Neighbours mostly, as in a network.
                members.Add(random.NextDouble() < 0.95 ? ((b % variables) + random.Next(10)) % variables : random.Next(variables));
            }

            foreach (int variable in members)
            {
                for (int i = 0; i < Order; i++)
                {
                    for (int j = 0; j <= i; j++)
                    {
                        double value = (2.0 * random.NextDouble()) - 1.0;
                        builder.AddEntry(variable, block, i, j, value);
                        constant[i, j] += value;
                        objective[variable] += i == j ? value : 0.0;
                    }
                }
            }

            for (int i = 0; i < Order; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    // x = (1, ..., 1)
                    builder.AddEntry(SdpProblem.Constant, block, i, j, constant[i, j] - (i == j ? 1.0 : 0.0));
                }
            }
        }

        builder.SetObjective(objective);
        return builder.Build();
    }
}
