namespace SdpKit.Lipschitz.Activations;

/// <summary>x (1 + tanh u) / 2 with u = sqrt(2/pi) (x + 0.044715 x^3).</summary>
/// <remarks>
/// The derivative (1 + tanh u + x u' / cosh^2 u) / 2 has its maximum 1.12899306865877176... at x = 1.41850400879082835...;
/// phi'(x) + phi'(-x) = 1 gives the minimum.
/// </remarks>
internal sealed class GaussianLinearUnitApproximation() : Activation("gelu_tanh", new SlopeRange(-0.1289930688, 1.1289930688), curvature: 0.9, hasKink: false)
{
    private const double Cubic = 0.044715;

    // sqrt(2/pi)
    private const double Scale = 0.79788456080286535588;

    /// <summary>Beyond this the hyperbolic tangent is 1 or -1 to the last bit, and its derivative far below the least double.</summary>
    private const double Far = 1e3;

    public override double Evaluate(double x) => 0.5 * x * (1.0 + Math.Tanh(Argument(x)));

    public override double Derivative(double x)
    {
        if (Math.Abs(x) > Far)
        {
            return x > 0.0 ? 1.0 : 0.0;
        }

        double u = Argument(x);
        double cosh = Math.Cosh(u);
        double slope = Scale * (1.0 + (3.0 * Cubic * x * x));
        return 0.5 * (1.0 + Math.Tanh(u) + (x * slope / cosh / cosh));
    }

    private static double Argument(double x) => Scale * x * (1.0 + (Cubic * x * x));
}
