using SdpKit.Lipschitz;
using SdpKit.Training.Gradients;
using SdpKit.Training.Losses;

namespace SdpKit.Training;

/// <summary>Represents a function of a network's outputs and targets that training makes small. Immutable and thread-safe.</summary>
public abstract class Loss
{
    private protected Loss()
    {
    }

    /// <summary>Gets the mean of (f_i - t_i)^2 over all outputs and points, as PyTorch's MSELoss.</summary>
    public static Loss MeanSquare { get; } = new MeanSquareLoss();

    /// <summary>Gets the mean over the points of -sum_i t_i log p_i, p = exp(f) / sum exp(f): the outputs are logits, the targets of a point sum to 1.</summary>
    public static Loss CrossEntropy { get; } = new CrossEntropyLoss();

    /// <summary>Computes the mean loss of a network over points.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The points, with as many targets as the network has outputs.</param>
    /// <param name="threads">The number of threads.</param>
    /// <exception cref="ArgumentException">The points do not fit the network.</exception>
    public double Of(Network network, TrainingSet data, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        int size = network.OutputSize;
        if (data.TargetSize != size)
        {
            throw new ArgumentException($"The network has {size} outputs; the points have {data.TargetSize} targets.", nameof(data));
        }

        double sum = 0.0;
        NetworkOutputs.Visit(network, data.PointSize, data.Points.AsSpan(), threads, (first, outputs) =>
            sum += Evaluate(outputs, data.Targets.AsSpan().Slice(first * size, outputs.Length), size, new double[outputs.Length]) * (outputs.Length / size));
        return sum / data.Count;
    }

    /// <summary>Computes the least mean loss of an answer that is the same for all points: what a network that has learnt nothing of its inputs comes to.</summary>
    /// <param name="data">The points.</param>
    public double OfConstant(TrainingSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        int size = data.TargetSize;
        double[] means = new double[size];
        for (int i = 0; i < data.Targets.Length; i++)
        {
            means[i % size] += data.Targets[i] / data.Count;
        }

        double[] answer = BestAnswer(means);
        double[] outputs = [.. Enumerable.Range(0, data.Targets.Length).Select(i => answer[i % size])];
        return Evaluate(outputs, data.Targets.AsSpan(), size, new double[outputs.Length]);
    }

    /// <summary>Computes the outputs with the least mean loss over points, from the means of the points' targets.</summary>
    private protected abstract double[] BestAnswer(double[] targetMeans);

    /// <summary>Computes the loss of a batch and its derivative by the outputs.</summary>
    /// <param name="outputs">The outputs, point by point.</param>
    /// <param name="targets">The targets, point by point.</param>
    /// <param name="size">The number of outputs of a point.</param>
    /// <param name="gradient">Receives the derivative by each output.</param>
    /// <returns>The mean over the points.</returns>
    internal abstract double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, int size, Span<double> gradient);
}
