using System.Collections.Immutable;
using SdpKit.Lipschitz.Data;
using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.Robustness;

/// <summary>Computes how far inputs may move before a classifier can change its mind. Thread-safe.</summary>
/// <remarks>
/// f_i - f_j, positive at x, stays so within (f_i(x) - f_j(x)) / L_ij; the least of these over all j is the radius (Tsuzuku, Sato, Sugiyama, "Lipschitz-margin training", 2018).
/// Margins are bounded from below against the rounding of the outputs.
/// </remarks>
public static class CertifiedRadii
{
    /// <summary>Computes the radii of points.</summary>
    /// <param name="network">The network, with at least two outputs; the largest one is the class.</param>
    /// <param name="data">The points, whose classes are outputs.</param>
    /// <param name="bounds">The bounds of the network's margins.</param>
    /// <param name="threads">The number of threads; the answer does not depend on it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>One answer for each point.</returns>
    /// <exception cref="ArgumentException">The points have another number of values than the network has inputs, or classes that it has no output for; or the bounds are of another network, or for fewer slopes.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ImmutableArray<CertifiedPoint> Of(Network network, LabelledData data, MarginBounds bounds, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(bounds);
        if (data.ProblemWith(network) is { } problem)
        {
            throw new ArgumentException(problem, nameof(data));
        }

        if (!bounds.AreFor(network))
        {
            throw new ArgumentException("The bounds are of other weights than the network's, or for fewer slopes than its activations have, as in a ball.", nameof(bounds));
        }

        var points = new CertifiedPoint[data.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, points.Length, options, k => points[k] = Of(VectorEnclosure.OfOutputs(network, data.Point(k)), data.Labels[k], bounds));
        return [.. points];
    }

    private static CertifiedPoint Of(VectorEnclosure outputs, int label, MarginBounds bounds)
    {
        int predicted = Enumerable.Range(0, outputs.Components.Length).MaxBy(i => outputs[i].Center);
        double radius = double.PositiveInfinity;
        for (int j = 0; j < outputs.Components.Length; j++)
        {
            if (j != predicted)
            {
                radius = Math.Min(radius, RatioDown((outputs[predicted] - outputs[j]).Lower, bounds[predicted, j]));
            }
        }

        return new CertifiedPoint(label, predicted, radius);
    }

    /// <summary>Computes margin / bound, rounded down; 0 where the margin is not positive, infinite where the network is constant.</summary>
    private static double RatioDown(double margin, double bound) =>
        !(margin > 0.0) ? 0.0 : bound == 0.0 ? double.PositiveInfinity : Math.Max(0.0, ((EnclosedNumber)margin / bound).Lower);
}
