namespace SdpKit.Lipschitz.Activations;

/// <summary>x for x >= 0 and alpha (e^x - 1) below; the derivative below is alpha e^x, between 0 and alpha.</summary>
internal sealed class ExponentialLinearUnit(string name, double alpha) :
    Activation(name, new SlopeRange(Math.Min(alpha, 0.0), Math.Max(alpha, 1.0)), curvature: Math.Abs(alpha), hasKink: alpha != 1.0)
{
    /// <summary>Gets minus the limit at minus infinity.</summary>
    public double Alpha => alpha;

    public override double Evaluate(double x) => x >= 0.0 ? x : alpha * double.ExpM1(x);

    public override double Derivative(double x) => x >= 0.0 ? 1.0 : alpha * Math.Exp(x);
}
