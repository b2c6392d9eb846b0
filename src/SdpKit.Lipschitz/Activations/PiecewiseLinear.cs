using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.Activations;

/// <summary>x for x >= 0 and slope * x below: relu (0), leaky relu, identity (1).</summary>
internal sealed class PiecewiseLinear(string name, double slope) :
    Activation(name, new SlopeRange(Math.Min(slope, 1.0), Math.Max(slope, 1.0)), curvature: 0.0, hasKink: slope != 1.0)
{
    /// <summary>Gets the slope below 0.</summary>
    public double Slope => slope;

    public override double Evaluate(double x) => x >= 0.0 ? x : slope * x;

    public override double Derivative(double x) => x >= 0.0 ? 1.0 : slope;

    private protected override EnclosedNumber EncloseAt(double x) => x >= 0.0 ? x : (EnclosedNumber)slope * x;
}
