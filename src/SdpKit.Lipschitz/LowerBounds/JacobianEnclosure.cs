using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.LowerBounds;

/// <summary>Bounds the norm of the Jacobian at a point from below, against all rounding: |J d| / |d| for one direction d, with error bounds carried along both the values and the directions.</summary>
internal static class JacobianEnclosure
{
    /// <summary>Computes the bound; 0 where a kink is so near that the point may have no derivative.</summary>
    public static double NormBelow(Network network, ReadOnlySpan<double> point, ReadOnlySpan<double> direction)
    {
        var value = VectorEnclosure.Of(point);
        var derivative = VectorEnclosure.Of(direction);
        foreach (DenseLayer layer in network.Layers)
        {
            value = value.Multiply(layer, layer.Bias.AsSpan());
            derivative = derivative.Multiply(layer, []);
            for (int i = 0; i < layer.OutputSize; i++)
            {
                double slope = layer.Activation.Derivative(value.Centers[i]);
                double slopeError = layer.Activation.DerivativeError(value.Centers[i], value.Radii[i]);
                double image = slope * derivative.Centers[i];
                derivative.Radii[i] = Rounding.Up(
                    ((Math.Abs(slope) + slopeError) * derivative.Radii[i]) + (slopeError * Math.Abs(derivative.Centers[i])) + (Rounding.Unit * Math.Abs(image)) + Rounding.Least);
                derivative.Centers[i] = image;
            }

            value.Activate(layer.Activation);
        }

        double image2 = derivative.Centers.Select((center, i) => Math.Max(0.0, Math.Abs(center) - derivative.Radii[i])).Sum(part => part * part);
        double direction2 = direction.ToArray().Sum(part => part * part);
        double norm = Math.Sqrt(image2) / Math.Sqrt(direction2) * (1.0 - 1e-12);
        return double.IsNormal(image2) && double.IsNormal(direction2) && double.IsFinite(norm) ? norm : 0.0;
    }
}
