namespace SdpKit.Lipschitz.Activations;

/// <summary>tanh x, with tanh' = 1 / cosh^2.</summary>
internal sealed class HyperbolicTangent() : Activation("tanh", new SlopeRange(0.0, 1.0), curvature: 0.77, hasKink: false)
{
    public override double Evaluate(double x) => Math.Tanh(x);

    public override double Derivative(double x)
    {
        double cosh = Math.Cosh(x);
        return 1.0 / cosh / cosh;
    }
}
