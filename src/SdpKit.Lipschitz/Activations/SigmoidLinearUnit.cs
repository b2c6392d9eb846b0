namespace SdpKit.Lipschitz.Activations;

/// <summary>x s(x), s the logistic sigmoid.</summary>
/// <remarks>The derivative s (1 + x s(-x)) has its maximum 1.09983932012886691... at x = 2.39935728051546766...; phi'(x) + phi'(-x) = 1 gives the minimum.</remarks>
internal sealed class SigmoidLinearUnit() : Activation("silu", new SlopeRange(-0.0998393202, 1.0998393202), curvature: 0.5, hasKink: false)
{
    public override double Evaluate(double x) => x * LogisticSigmoid.Value(x);

    public override double Derivative(double x) => LogisticSigmoid.Value(x) * (1.0 + (x * LogisticSigmoid.Value(-x)));
}
