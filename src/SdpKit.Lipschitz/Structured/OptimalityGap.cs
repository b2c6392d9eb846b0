namespace SdpKit.Lipschitz.Structured;

/// <summary>Represents how far a point is from optimal: what stops the method.</summary>
/// <param name="Complementarity">&lt;Z, Y> + x'y.</param>
/// <param name="Missing">What the dual equations lack, each times its variable.</param>
/// <param name="Rho">x_0.</param>
/// <param name="DualObjective">&lt;F_0, Y>.</param>
internal readonly record struct OptimalityGap(double Complementarity, double Missing, double Rho, double DualObjective)
{
    /// <summary>Gets (rho - dual objective) / rho, with what the dual equations lack counted against it.</summary>
    public double Relative => (Complementarity + Missing) / Rho;

    public static OptimalityGap Of(Iterate point, MultiplierVariables variables)
    {
        double[] products = variables.Gather(point.Dual.InputTrace(), point.Dual.Inner);
        double missing = Math.Abs(point.X[0] * (1.0 - products[0]));
        for (int i = 1; i < point.X.Length; i++)
        {
            missing += Math.Abs(point.X[i] * (products[i] + point.Y[i]));
        }

        double objective = point.OutputInner(point.Dual.Matrix);
        double complementarity = point.Sum.Inner(point.Dual.Matrix) - objective + VectorSums.Dot(point.X, point.Y);
        return new OptimalityGap(complementarity, missing, point.X[0], objective);
    }
}
