namespace SdpKit.Benchmarks.Families;

/// <summary>Lightest trusses of bounded compliance on a square grid of nodes, with bars between nodes at most two steps apart and a random load.</summary>
/// <remarks>
/// minimize sum of length_i x_i  subject to  [gamma f'; f  sum x_i b_i b_i'] >= 0, x >= 0, the nodes of the lowest row held (Ben-Tal and Nemirovski, "Robust truss
/// topology design via semidefinite programming", 1997).
/// </remarks>
internal static class TrussFamily
{
    private const double Reach = 2.3;

    public static SdpProblem Make(int side, Random random)
    {
        List<(int First, int Second)> bars = [];
        for (int second = 0; second < side * side; second++)
        {
            for (int first = 0; first < second; first++)
            {
                bool bothHeld = second < side;
                if (!bothHeld && Length(side, first, second) <= Reach && random.NextDouble() < 0.8)
                {
                    bars.Add((first, second));
                }
            }
        }

        int order = 2 * side * (side - 1);
        var builder = new SdpProblemBuilder(bars.Count);
        int stiffness = builder.AddSemidefiniteBlock(order + 1);
        int bounds = builder.AddDiagonalBlock(bars.Count);
        for (int i = 0; i < bars.Count; i++)
        {
            (int first, int second) = bars[i];
            builder.SetObjective(i, Length(side, first, second));
            builder.AddEntry(i, bounds, i, i, 1.0);
            AddBar(builder, i, stiffness, side, first, second);
        }

        builder.AddEntry(SdpProblem.Constant, stiffness, 0, 0, -1.0);
        for (int k = 1; k <= order; k++)
        {
            builder.AddEntry(SdpProblem.Constant, stiffness, k, 0, random.NextDouble() < 0.2 ? random.NextDouble() - 0.5 : 0.0);
        }

        return builder.Build();
    }

    private static double Length(int side, int first, int second) => Math.Sqrt(Math.Pow((first % side) - (second % side), 2) + Math.Pow((first / side) - (second / side), 2));

    /// <summary>Adds b b', where b is the bar's direction at one end and its opposite at the other.</summary>
    private static void AddBar(SdpProblemBuilder builder, int variable, int block, int side, int first, int second)
    {
        double length = Length(side, first, second);
        double[] direction = [((first % side) - (second % side)) / length, ((first / side) - (second / side)) / length];
        (int Row, double Value)[] entries = [.. new[] { (Node: first, Sign: 1.0), (Node: second, Sign: -1.0) }
            .Where(end => end.Node >= side)
            .SelectMany(end => direction.Select((value, axis) => (1 + (2 * (end.Node - side)) + axis, end.Sign * value)))
            .Where(entry => entry.Item2 != 0.0)];
        foreach ((int row, double value) in entries)
        {
            foreach ((int column, double other) in entries.Where(entry => entry.Row <= row))
            {
                builder.AddEntry(variable, block, row, column, value * other);
            }
        }
    }
}
