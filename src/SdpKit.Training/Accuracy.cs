using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Data;
using SdpKit.Training.Robustness;

namespace SdpKit.Training;

/// <summary>Measures how many points a classifier gets right. Thread-safe.</summary>
public static class Accuracy
{
    /// <summary>Computes the fraction of points whose largest output is that of their class; the first of equal ones counts.</summary>
    /// <param name="network">The network, with at least two outputs.</param>
    /// <param name="data">The points, whose classes are outputs; at least one.</param>
    /// <param name="threads">The number of threads.</param>
    /// <returns>Between 0 and 1.</returns>
    /// <exception cref="ArgumentException">The points have another size than the network's input, classes that it has no output for, or there are none.</exception>
    public static double Of(Network network, LabelledData data, int threads = 1)
    {
        Classification.ThrowUnlessFitting(network, data);
        return Classification.IsRight(network, data, threads).Count(right => right) / (double)data.Count;
    }

    /// <summary>Computes the fraction of points whose largest output is that with the largest target; the first of equal ones counts.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The points, with as many targets as the network has outputs.</param>
    /// <param name="threads">The number of threads.</param>
    /// <returns>Between 0 and 1.</returns>
    /// <exception cref="ArgumentException">The points have another size than the network's input, or another number of targets than it has outputs.</exception>
    public static double OfTargets(Network network, TrainingSet data, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        if (data.TargetSize != network.OutputSize)
        {
            throw new ArgumentException($"The network has {network.OutputSize} outputs; the points have {data.TargetSize} targets.", nameof(data));
        }

        return Classification.IsRight(network, data, threads).Count(right => right) / (double)data.Count;
    }
}
