using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.LowerBounds;

/// <summary>Bounds the norm of the Jacobian at a point from below, against all rounding: |J d| / |d| for one direction d, with error bounds carried along both the values and the directions.</summary>
/// <remarks>
/// Errors are bounded component by component, which is sharp in the first layers, and in the Euclidean norm: layer l, whose Lipschitz constant is at most g_l, makes an error e at most g_l e plus what is rounded in it.
/// Component by component alone, they would grow with the products of |W_l| and drown the values of deep networks.
/// </remarks>
internal static class JacobianEnclosure
{
    /// <summary>Computes the bound; 0 where a kink is so near that the point may have no derivative.</summary>
    /// <param name="network">The network.</param>
    /// <param name="gains">Lipschitz bounds g_l of the first layers, each with its activation and all its slopes.</param>
    /// <param name="point">The point.</param>
    /// <param name="direction">The direction, not 0.</param>
    public static double NormBelow(Network network, ReadOnlySpan<double> gains, ReadOnlySpan<double> point, ReadOnlySpan<double> direction)
    {
        var value = VectorEnclosure.Of(point);
        var derivative = VectorEnclosure.Of(direction);
        for (int l = 0; l < network.Layers.Length; l++)
        {
            double gain = l < gains.Length ? gains[l] : double.MaxValue;
            (value, derivative) = Behind(network.Layers[l], gain, value, derivative);
        }

        double image2 = derivative.Centers.Select((center, i) => Math.Max(0.0, Math.Abs(center) - derivative.Radii[i])).Sum(part => part * part);
        double direction2 = direction.ToArray().Sum(part => part * part);
        double norm = Math.Sqrt(image2) / Math.Sqrt(direction2) * (1.0 - 1e-12);
        return double.IsNormal(image2) && double.IsNormal(direction2) && double.IsFinite(norm) ? norm : 0.0;
    }

    /// <summary>Carries a value z = W x + b and a direction W d through a layer: to phi(z) and phi'(z) W d.</summary>
    private static (VectorEnclosure Value, VectorEnclosure Derivative) Behind(DenseLayer layer, double gain, VectorEnclosure value, VectorEnclosure derivative)
    {
        Activation activation = layer.Activation;
        VectorEnclosure before = value.Multiply(layer, layer.Bias.AsSpan());
        VectorEnclosure image = derivative.Multiply(layer, []);

        // What this layer alone rounds: the radii as they were without an error so far.
        double[] valueErrors = VectorEnclosure.Of(value.Centers).Multiply(layer, layer.Bias.AsSpan()).Radii;
        double[] imageErrors = VectorEnclosure.Of(derivative.Centers).Multiply(layer, []).Radii;
        for (int i = 0; i < layer.OutputSize; i++)
        {
            valueErrors[i] = activation.ValueError(before.Centers[i], valueErrors[i]);
            if (image.Centers[i] == 0.0 && image.Radii[i] == 0.0)
            {
                continue;
            }

            double slope = activation.Derivative(before.Centers[i]);
            double slopeError = activation.DerivativeError(before.Centers[i], before.Radii[i]);
            double product = slope * image.Centers[i];
            double rounding = (slopeError * Math.Abs(image.Centers[i])) + (Rounding.Unit * Math.Abs(product)) + Rounding.Least;
            double largest = Math.Abs(slope) + slopeError;
            image.Radii[i] = Rounding.Up((largest * image.Radii[i]) + rounding);
            imageErrors[i] = (largest * imageErrors[i]) + rounding;
            image.Centers[i] = product;
        }

        before.Activate(activation);
        return (before with { Distance = Distance(gain, value, valueErrors) }, image with { Distance = Distance(gain, derivative, imageErrors) });
    }

    private static double Distance(double gain, VectorEnclosure before, double[] errors) =>
        Math.Min(double.MaxValue, Rounding.Up((gain * before.Distance) + Math.Sqrt(errors.Sum(error => error * error)) + (errors.Length * 1e-160)));
}
