using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz;

namespace SdpKit.Training.Gradients;

/// <summary>Computes a network's outputs for many points, batch by batch.</summary>
internal static class NetworkOutputs
{
    private const int BatchSize = 1000;

    /// <summary>Receives the outputs of some points.</summary>
    /// <param name="first">The first of the points, from 0.</param>
    /// <param name="outputs">Their outputs, point by point.</param>
    public delegate void Visitor(int first, ReadOnlySpan<double> outputs);

    /// <summary>Visits the outputs of all points.</summary>
    /// <exception cref="ArgumentException">The points have another size than the network's input, or there are none.</exception>
    public static void Visit(Network network, int pointSize, ReadOnlySpan<double> points, int threads, Visitor visit)
    {
        int total = points.Length / pointSize;
        if (pointSize != network.InputSize || total == 0)
        {
            throw new ArgumentException($"The network takes points of {network.InputSize} values; there are {total} points of {pointSize}.", nameof(points));
        }

        using var context = new KernelContext(threads, CancellationToken.None);
        var pass = new BatchPass(network, Math.Min(BatchSize, total), context);
        var parameters = new ParameterVector(network.Sizes);
        parameters.Load(network);
        for (int start = 0; start < total; start += BatchSize)
        {
            int count = Math.Min(BatchSize, total - start);
            points.Slice(start * pointSize, count * pointSize).CopyTo(pass.Inputs);
            pass.Forward(parameters, count);
            visit(start, pass.Outputs[..(count * network.OutputSize)]);
        }
    }
}
