namespace SdpKit.Benchmarks.Families;

/// <summary>Lovász's theta number of random graphs: minimize x_0, x_0 I + sum over edges of x_ij (e_i e_j' + e_j e_i') - ones >= 0.</summary>
/// <remarks>A tenth of all edges: variables grow like the square of the order, as in SDPLIB's theta problems.</remarks>
internal static class ThetaFamily
{
    private const double Density = 0.1;

    public static SdpProblem Make(int order, Random random)
    {
        List<(int Row, int Column)> edges = [.. Enumerable.Range(0, order)
            .SelectMany(row => Enumerable.Range(0, row).Select(column => (row, column)))
            .Where(_ => random.NextDouble() < Density)];
        var builder = new SdpProblemBuilder(1 + edges.Count);
        int block = builder.AddSemidefiniteBlock(order);
        builder.SetObjective(0, 1.0);
        for (int i = 0; i < order; i++)
        {
            builder.AddEntry(0, block, i, i, 1.0);
            for (int j = 0; j <= i; j++)
            {
                builder.AddEntry(SdpProblem.Constant, block, i, j, 1.0);
            }
        }

        for (int k = 0; k < edges.Count; k++)
        {
            builder.AddEntry(k + 1, block, edges[k].Row, edges[k].Column, 1.0);
        }

        return builder.Build();
    }
}
