using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Data;
using SdpKit.Training.Gradients;

namespace SdpKit.Training.Robustness;

/// <summary>Tells which points a network classifies rightly.</summary>
internal static class Classification
{
    /// <summary>Tells of each point whether its class is the largest output, the first of equal ones.</summary>
    public static bool[] IsRight(Network network, LabelledData data, int threads) => IsRight(network, data.PointSize, data.Values.AsSpan(), k => data.Labels[k], threads);

    /// <summary>Tells of each point whether its largest target, the first of equal ones, is the largest output.</summary>
    public static bool[] IsRight(Network network, TrainingSet data, int threads) => IsRight(network, data.PointSize, data.Points.AsSpan(), k => IndexOfLargest(data.Target(k)), threads);

    private static bool[] IsRight(Network network, int pointSize, ReadOnlySpan<double> points, Func<int, int> classOf, int threads)
    {
        var right = new bool[points.Length / pointSize];
        int size = network.OutputSize;
        NetworkOutputs.Visit(network, pointSize, points, threads, (first, outputs) =>
        {
            for (int i = 0; i < outputs.Length / size; i++)
            {
                right[first + i] = IndexOfLargest(outputs.Slice(i * size, size)) == classOf(first + i);
            }
        });
        return right;
    }

    /// <exception cref="ArgumentException">The points have another size than the network's input, classes that it has no output for, or there are none.</exception>
    public static void ThrowUnlessFitting(Network network, LabelledData data)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        if ((data.Count == 0 ? "There are no points." : data.ProblemWith(network)) is { } problem)
        {
            throw new ArgumentException(problem, nameof(data));
        }
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
