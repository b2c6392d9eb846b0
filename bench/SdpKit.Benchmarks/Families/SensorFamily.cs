namespace SdpKit.Benchmarks.Families;

/// <summary>Positions of sensors in a square from noisy distances: the relaxation with the least sum of absolute deviations (Biswas, Ye 2004).</summary>
/// <remarks>
/// minimize sum (s_k + t_k) + 1e-3 tr Z over Z = [I X; X' G] >= 0, s, t >= 0 with (e_i - e_j)'Z(e_i - e_j) + s_k - t_k = d_k^2: Z, s and t are the matrix Y of the problem.
/// </remarks>
internal static class SensorFamily
{
    private const int Neighbours = 5;

    public static SdpProblem Make(int sensors, Random random)
    {
        const int Anchors = 4;
        double[][] positions = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0], .. Enumerable.Range(0, sensors).Select(_ => new[] { random.NextDouble(), random.NextDouble() })];
        var pairs = new SortedSet<(int First, int Second)>();
        for (int i = Anchors; i < positions.Length; i++)
        {
            foreach (int j in Enumerable.Range(0, positions.Length).Where(j => j != i).OrderBy(j => Square(positions[i], positions[j])).Take(Neighbours))
            {
                pairs.Add((Math.Min(i, j), Math.Max(i, j)));
            }
        }

        (int, int)[] edges = [.. pairs];
        var builder = new SdpProblemBuilder(3 + edges.Length);
        int block = builder.AddSemidefiniteBlock(2 + sensors);
        int deviations = builder.AddDiagonalBlock(2 * edges.Length);
        builder.AddEntry(0, block, 0, 0, 1.0);
        builder.AddEntry(1, block, 1, 1, 1.0);
        builder.AddEntry(2, block, 1, 0, 1.0);
        builder.SetObjective([1.0, 1.0, 0.0, .. edges.Select(edge => Square(positions[edge.Item1], positions[edge.Item2]) * (1.0 + (0.1 * (random.NextDouble() - 0.5))))]);
        for (int k = 0; k < edges.Length; k++)
        {
            AddDistance(builder, 3 + k, block, edges[k].Item1, edges[k].Item2, positions, Anchors);
            builder.AddEntry(3 + k, deviations, 2 * k, 2 * k, 1.0);
            builder.AddEntry(3 + k, deviations, (2 * k) + 1, (2 * k) + 1, -1.0);
            builder.AddEntry(SdpProblem.Constant, deviations, 2 * k, 2 * k, -1.0);
            builder.AddEntry(SdpProblem.Constant, deviations, (2 * k) + 1, (2 * k) + 1, -1.0);
        }

        for (int i = 2; i < 2 + sensors; i++)
        {
            builder.AddEntry(SdpProblem.Constant, block, i, i, -1e-3);
        }

        return builder.Build();
    }

    private static double Square(double[] a, double[] b) => Math.Pow(a[0] - b[0], 2) + Math.Pow(a[1] - b[1], 2);

    /// <summary>Adds vv' with v = (position of an anchor, 0) - e_j or e_i - e_j.</summary>
    private static void AddDistance(SdpProblemBuilder builder, int variable, int block, int first, int second, double[][] positions, int anchors)
    {
        List<(int Row, double Value)> vector = first < anchors
            ? [.. positions[first].Select((value, axis) => (axis, value)).Where(entry => entry.value != 0.0)]
            : [(first - anchors + 2, 1.0)];
        vector.Add((second - anchors + 2, -1.0));
        foreach ((int row, double value) in vector)
        {
            foreach ((int column, double other) in vector.Where(entry => entry.Row <= row))
            {
                builder.AddEntry(variable, block, row, column, value * other);
            }
        }
    }
}
