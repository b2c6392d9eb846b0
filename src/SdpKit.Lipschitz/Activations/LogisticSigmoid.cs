namespace SdpKit.Lipschitz.Activations;

/// <summary>s(x) = 1 / (1 + e^-x), with s'(x) = s(x) s(-x), at most 1/4.</summary>
internal sealed class LogisticSigmoid() : Activation("sigmoid", new SlopeRange(0.0, 0.25), curvature: 0.1, hasKink: false)
{
    public override double Evaluate(double x) => Value(x);

    public override double Derivative(double x) => Value(x) * Value(-x);

    /// <summary>Computes s(x) without overflow and, for very negative x, without cancellation.</summary>
    public static double Value(double x) => x >= 0.0 ? 1.0 / (1.0 + Math.Exp(-x)) : Math.Exp(x) / (1.0 + Math.Exp(x));
}
