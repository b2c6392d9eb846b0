using MathNet.Numerics;

namespace SdpKit.Lipschitz.Activations;

/// <summary>x Phi(x), Phi the distribution function and p the density of the standard normal distribution.</summary>
/// <remarks>The derivative Phi + x p has its maximum (1 + erf 1)/2 + 1/(e sqrt(pi)) = 1.12890414518515478... at x = sqrt 2; phi'(x) + phi'(-x) = 1 gives the minimum.</remarks>
internal sealed class GaussianLinearUnit() : Activation("gelu", new SlopeRange(-0.1289041453, 1.1289041453), curvature: 0.8, hasKink: false)
{
    public override double Evaluate(double x) => x * Distribution(x);

    public override double Derivative(double x) => Distribution(x) + (x * Constants.InvSqrt2Pi * Math.Exp(-0.5 * x * x));

    private static double Distribution(double x) => 0.5 * SpecialFunctions.Erfc(-x * Constants.Sqrt1Over2);
}
