using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Data;

namespace SdpKit.Training.Robustness;

/// <summary>Moves points a short way to where a classifier errs. Stateless and thread-safe; the answer is the same to the last bit for any number of threads.</summary>
/// <remarks>
/// The margin, the output of the point's class minus the largest other one, is made small: by one step along its gradient (the fast gradient method, in the Euclidean norm: Goodfellow, Shlens, Szegedy 2015),
/// and then by projected gradient steps (Madry et al. 2018). A point stays where nothing on the way has a smaller margin, so that an attack is never of help, and more steps are never weaker than none.
/// Nothing is clipped.
/// </remarks>
public static class AdversarialAttack
{
    private const int BatchSize = 1000;

    /// <summary>Attacks each point.</summary>
    /// <param name="network">The network, with at least two outputs; the largest one is the class.</param>
    /// <param name="data">The points, whose classes are outputs.</param>
    /// <param name="radius">How far a point may move, in the Euclidean norm; not negative, finite.</param>
    /// <param name="steps">The number of projected gradient steps; 0 for the fast gradient method.</param>
    /// <param name="threads">The number of threads.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The moved points.</returns>
    /// <exception cref="ArgumentException">The points do not fit the network, or a number is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static LabelledData Run(Network network, LabelledData data, double radius, int steps = 20, int threads = 1, CancellationToken cancellationToken = default)
    {
        Classification.ThrowUnlessFitting(network, data);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        if (!(radius >= 0.0 && double.IsFinite(radius)))
        {
            throw new ArgumentOutOfRangeException(nameof(radius), radius, "The radius must be finite and not negative.");
        }

        using var context = new KernelContext(threads, cancellationToken);
        var descent = new MarginDescent(network, Math.Min(BatchSize, data.Count), radius, steps, context);
        var values = new double[data.Values.Length];
        for (int start = 0; start < data.Count; start += BatchSize)
        {
            context.ThrowIfCancelled();
            int count = Math.Min(BatchSize, data.Count - start);
            Range range = (start * data.PointSize)..((start + count) * data.PointSize);
            descent.Run(data.Values.AsSpan(range), data.Labels.AsSpan(start, count), values.AsSpan(range));
        }

        return new LabelledData(data.PointShape, [.. values], data.Labels, data.ClassNames);
    }
}
