using System.Collections.Immutable;
using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.Local;

/// <summary>Finds the slopes that activations can have while the input stays in a ball, so that a bound becomes one for that ball. Stateless and thread-safe.</summary>
/// <remarks>
/// Intervals of the values before each activation, rounded outward, are carried through the layers (Gowal et al. 2018, arXiv 1810.12715); a ball is convex, so the difference quotients between two of its points
/// are slopes within the interval (Hashemi, Ruths, Fazlyab, L4DC 2021).
/// </remarks>
public static class LocalSlopes
{
    /// <summary>Makes the same network for which a bound assumes only the slopes that occur in a ball: |f(x) - f(y)| &lt;= bound |x - y| for all x and y in it.</summary>
    /// <param name="network">The network; slopes that were set on its layers are replaced.</param>
    /// <param name="center">The center of the ball, one finite value per input.</param>
    /// <param name="radius">Its Euclidean radius, positive and finite.</param>
    /// <exception cref="ArgumentException">The center has another length, or a number is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The radius is not positive and finite.</exception>
    public static Network Narrow(Network network, ReadOnlySpan<double> center, double radius)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (center.Length != network.InputSize)
        {
            throw new ArgumentException($"The network takes {network.InputSize} inputs, not {center.Length}.", nameof(center));
        }

        if (center.ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
        {
            throw new ArgumentException("The center has a value that is not finite.", nameof(center));
        }

        if (!(radius > 0.0) || !double.IsFinite(radius))
        {
            throw new ArgumentOutOfRangeException(nameof(radius), radius, "The radius must be positive and finite.");
        }

        var layers = new List<DenseLayer>();
        VectorEnclosure value = OfBall(network.Layers[0], center, radius);
        foreach (DenseLayer layer in network.Layers)
        {
            value = layers.Count == 0 ? value : value.Multiply(layer);
            ImmutableArray<SlopeRange> slopes = [.. value.Components.Select(component => SlopeEnclosure.Of(layer.Activation, component))];
            layers.Add(layer.WithSlopes(slopes));
            value = new VectorEnclosure([.. value.Components.Select((component, i) => layer.Activation.Enclose(component, slopes[i].Magnitude))]);
        }

        return network.With([.. layers]);
    }

    /// <summary>Computes W x + b for all x in a ball: row i moves by at most |w_i| times the radius.</summary>
    private static VectorEnclosure OfBall(DenseLayer layer, ReadOnlySpan<double> center, double radius)
    {
        VectorEnclosure value = VectorEnclosure.Of(center).Multiply(layer);
        return new VectorEnclosure([.. value.Components.Select((component, i) => component.Widened((layer.Norm(i) * radius).Upper))]);
    }
}
