namespace SdpKit.Tests.Presolve;

/// <summary>Makes relaxations of dividing a cycle in two, which have no interior point: Y u = 0.</summary>
internal static class BisectionProblem
{
    /// <summary>Starts a problem with x_0..x_{n-1} on the diagonal and x_n times uu'; F_0 is minus the Laplacian of a cycle.</summary>
    public static SdpProblemBuilder Of(double[] u)
    {
        int order = u.Length;
        var builder = new SdpProblemBuilder(order + 1);
        int block = builder.AddSemidefiniteBlock(order);
        for (int i = 0; i < order; i++)
        {
            builder.SetObjective(i, 1.0);
            builder.AddEntry(i, block, i, i, 1.0);
            builder.AddEntry(SdpProblem.Constant, block, i, i, -2.0);
            builder.AddEntry(SdpProblem.Constant, block, i, (i + 1) % order, 1.0);
        }

        builder.AddLowRank(order, block, u, [1.0]);
        return builder;
    }
}
