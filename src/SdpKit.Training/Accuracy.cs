using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Data;
using SdpKit.Training.Gradients;

namespace SdpKit.Training;

/// <summary>Measures how many points a classifier gets right. Thread-safe.</summary>
public static class Accuracy
{
    /// <summary>Computes the fraction of points whose largest output is that of their class; the first of equal ones counts.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The points; at least one.</param>
    /// <param name="threads">The number of threads.</param>
    /// <returns>Between 0 and 1.</returns>
    /// <exception cref="ArgumentException">The points have another size than the network's input, or there are none.</exception>
    public static double Of(Network network, LabelledData data, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        return Of(network, data.PointSize, data.Values.AsSpan(), k => data.Labels[k], threads);
    }

    /// <summary>Computes the fraction of points whose largest output is that with the largest target; the first of equal ones counts.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The points, with as many targets as the network has outputs.</param>
    /// <param name="threads">The number of threads.</param>
    /// <returns>Between 0 and 1.</returns>
    /// <exception cref="ArgumentException">The points have another size than the network's input.</exception>
    public static double OfTargets(Network network, TrainingSet data, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        return Of(network, data.PointSize, data.Points.AsSpan(), k => IndexOfLargest(data.Target(k)), threads);
    }

    private static double Of(Network network, int pointSize, ReadOnlySpan<double> points, Func<int, int> classOf, int threads)
    {
        int right = 0;
        int size = network.OutputSize;
        NetworkOutputs.Visit(network, pointSize, points, threads, (first, outputs) =>
        {
            for (int i = 0; i < outputs.Length / size; i++)
            {
                right += IndexOfLargest(outputs.Slice(i * size, size)) == classOf(first + i) ? 1 : 0;
            }
        });
        return (double)right / (points.Length / pointSize);
    }

    private static int IndexOfLargest(ReadOnlySpan<double> values)
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
        {
            largest = values[i] > values[largest] ? i : largest;
        }

        return largest;
    }
}
