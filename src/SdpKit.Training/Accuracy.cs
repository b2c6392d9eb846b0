using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Data;
using SdpKit.Training.Gradients;

namespace SdpKit.Training;

/// <summary>Measures how many points a classifier gets right. Thread-safe.</summary>
public static class Accuracy
{
    private const int BatchSize = 1000;

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
        if (data.PointSize != network.InputSize || data.Count == 0)
        {
            throw new ArgumentException($"The network takes points of {network.InputSize} values; there are {data.Count} points of {data.PointSize}.", nameof(data));
        }

        using var context = new KernelContext(threads, CancellationToken.None);
        var pass = new BatchPass(network, Math.Min(BatchSize, data.Count), context);
        var parameters = new ParameterVector(network.Sizes);
        parameters.Load(network);
        int right = 0;
        for (int start = 0; start < data.Count; start += BatchSize)
        {
            int count = Math.Min(BatchSize, data.Count - start);
            data.Values.AsSpan(start * data.PointSize, count * data.PointSize).CopyTo(pass.Inputs);
            pass.Forward(parameters, count);
            for (int i = 0; i < count; i++)
            {
                right += IndexOfLargest(pass.Outputs.Slice(i * network.OutputSize, network.OutputSize)) == data.Labels[start + i] ? 1 : 0;
            }
        }

        return (double)right / data.Count;
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
