namespace SdpKit.Benchmarks.Families;

/// <summary>The relaxation of the maximum cut of random graphs with eight edges a node: minimize sum x_i, diag(x) - L/4 >= 0 (Goemans and Williamson 1995).</summary>
internal static class MaximumCutFamily
{
    public static SdpProblem Make(int order, Random random)
    {
        var edges = new SortedSet<(int, int)>();
        while (edges.Count < 4 * order)
        {
            (int i, int j) = (random.Next(order), random.Next(order));
            if (i > j)
            {
                edges.Add((i, j));
            }
        }

        var builder = new SdpProblemBuilder(order);
        int block = builder.AddSemidefiniteBlock(order);
        double[] degrees = new double[order];
        foreach ((int i, int j) in edges)
        {
            builder.AddEntry(SdpProblem.Constant, block, i, j, -0.25);
            degrees[i] += 0.25;
            degrees[j] += 0.25;
        }

        for (int i = 0; i < order; i++)
        {
            builder.SetObjective(i, 1.0);
            builder.AddEntry(i, block, i, i, 1.0);
            builder.AddEntry(SdpProblem.Constant, block, i, i, degrees[i]);
        }

        return builder.Build();
    }
}
