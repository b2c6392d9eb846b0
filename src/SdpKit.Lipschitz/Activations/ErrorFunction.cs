using MathNet.Numerics;

namespace SdpKit.Lipschitz.Activations;

/// <summary>erf(x), with the derivative 2/sqrt(pi) exp(-x^2), at most 1.12837916709551... at 0.</summary>
internal sealed class ErrorFunction() : Activation("erf", new SlopeRange(0.0, 1.1283791671), curvature: 1.0, hasKink: false)
{
    public override double Evaluate(double x) => SpecialFunctions.Erf(x);

    public override double Derivative(double x) => Constants.TwoInvSqrtPi * Math.Exp(-x * x);
}
