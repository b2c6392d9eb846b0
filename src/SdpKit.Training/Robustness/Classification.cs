using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Data;
using SdpKit.Training.Gradients;

namespace SdpKit.Training.Robustness;

/// <summary>Tells which points a network classifies rightly.</summary>
internal static class Classification
{
    private const int BatchSize = 1000;

    /// <summary>Tells of each point whether its class is the largest output, the first of equal ones.</summary>
    public static bool[] IsRight(Network network, LabelledData data, int threads)
    {
        using var context = new KernelContext(threads, CancellationToken.None);
        var pass = new BatchPass(network, Math.Min(BatchSize, data.Count), context);
        var parameters = new ParameterVector(network.Sizes);
        parameters.Load(network);
        var right = new bool[data.Count];
        for (int start = 0; start < data.Count; start += BatchSize)
        {
            int count = Math.Min(BatchSize, data.Count - start);
            data.Values.AsSpan(start * data.PointSize, count * data.PointSize).CopyTo(pass.Inputs);
            pass.Forward(parameters, count);
            for (int i = 0; i < count; i++)
            {
                right[start + i] = IndexOfLargest(pass.Outputs.Slice(i * network.OutputSize, network.OutputSize)) == data.Labels[start + i];
            }
        }

        return right;
    }

    /// <exception cref="ArgumentException">The points have another size than the network's input, classes that it has no output for, or there are none.</exception>
    public static void ThrowUnlessFitting(Network network, LabelledData data)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        if (data.PointSize != network.InputSize || data.Count == 0)
        {
            throw new ArgumentException($"The network takes points of {network.InputSize} values; there are {data.Count} points of {data.PointSize}.", nameof(data));
        }

        if (network.OutputSize < 2 || data.Labels.Max() >= network.OutputSize)
        {
            throw new ArgumentException($"The points have the classes 0 to {data.Labels.Max()}; the network has {network.OutputSize} outputs.", nameof(data));
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
