namespace SdpKit.Lipschitz.Activations;

/// <summary>Softplus, log(1 + e^x), whose derivative is the logistic sigmoid.</summary>
internal sealed class LogisticIntegral() : Activation("softplus", new SlopeRange(0.0, 1.0), curvature: 0.25, hasKink: false)
{
    public override double Evaluate(double x) => Math.Max(x, 0.0) + double.LogP1(Math.Exp(-Math.Abs(x)));

    public override double Derivative(double x) => LogisticSigmoid.Value(x);
}
