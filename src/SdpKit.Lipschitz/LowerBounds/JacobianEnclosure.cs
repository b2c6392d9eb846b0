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
            double gain = l < gains.Length ? gains[l] : double.PositiveInfinity;
            (value, derivative) = Behind(network.Layers[l], gain, value, derivative);
        }

        double norm = (EnclosedNumber.Norm(derivative.Components) / EnclosedNumber.Norm(direction)).Lower;
        return norm > 0.0 ? norm : 0.0;
    }

    /// <summary>Carries a value z = W x + b and a direction W d through a layer: to phi(z) and phi'(z) W d.</summary>
    private static (VectorEnclosure Value, VectorEnclosure Derivative) Behind(DenseLayer layer, double gain, VectorEnclosure value, VectorEnclosure derivative)
    {
        Activation activation = layer.Activation;
        VectorEnclosure before = value.Multiply(layer);
        VectorEnclosure image = derivative.Multiply(layer, withBias: false);
        EnclosedNumber[] slopes = [.. before.Components.Select(activation.EncloseDerivative)];
        VectorEnclosure behind = before.Activate(activation);
        var product = new VectorEnclosure([.. image.Components.Select((component, i) => slopes[i] * component)]);

        // What this layer alone is off by: the radii of what it makes of the centers, around the same centers.
        VectorEnclosure central = value.AtCenters().Multiply(layer).Activate(activation);
        VectorEnclosure centralImage = derivative.AtCenters().Multiply(layer, withBias: false);
        var centralProduct = new VectorEnclosure([.. centralImage.Components.Select((component, i) => slopes[i] * component)]);
        return (WithDistance(behind, gain, value, central), WithDistance(product, gain, derivative, centralProduct));
    }

    /// <summary>Bounds the distance of the true vector from the centers, by way of what the layer makes of the centers before it.</summary>
    private static VectorEnclosure WithDistance(VectorEnclosure behind, double gain, VectorEnclosure before, VectorEnclosure central)
    {
        EnclosedNumber[] off = [.. central.Components.Zip(behind.Components, (component, near) => component - near.Center)];
        EnclosedNumber distance = before.Distance == 0.0 ? default : (EnclosedNumber)gain * before.Distance;
        return behind with { Distance = (distance + EnclosedNumber.Norm(off)).Upper };
    }
}
