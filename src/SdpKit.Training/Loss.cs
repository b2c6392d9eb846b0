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

    /// <summary>Computes the loss of a batch and its derivative by the outputs.</summary>
    /// <param name="outputs">The outputs, point by point.</param>
    /// <param name="targets">The targets, point by point.</param>
    /// <param name="size">The number of outputs of a point.</param>
    /// <param name="gradient">Receives the derivative by each output.</param>
    /// <returns>The mean over the points.</returns>
    internal abstract double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, int size, Span<double> gradient);
}
