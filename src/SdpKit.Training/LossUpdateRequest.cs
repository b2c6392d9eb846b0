using SdpKit.Lipschitz;

namespace SdpKit.Training;

/// <summary>Represents what a loss update is to do. Immutable and thread-safe.</summary>
public sealed record LossUpdateRequest
{
    /// <summary>Gets the network to start from.</summary>
    public required Network Start { get; init; }

    /// <summary>Gets the number of passes over the data.</summary>
    /// <value>The default is 1; at least 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Epochs
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Epochs), value, "The number of epochs must not be negative.");
    } = 1;

    /// <summary>Gets what the learning rate is multiplied by, for schedules.</summary>
    /// <value>The default is 1.</value>
    public double LearningRateFactor { get; init; } = 1.0;

    /// <summary>Gets the network A of the penalty weight / 2 * sum ||W_i - A_i||_F^2 on the weights (not the biases); null for no penalty.</summary>
    /// <remarks>With A = Wbar - Y / sigma and the weight sigma, this is the paper's sum of &lt;Y_i, W_i - Wbar_i> + sigma / 2 ||W_i - Wbar_i||^2 up to a constant.</remarks>
    public Network? Anchor { get; init; }

    /// <summary>Gets the weight of the penalty; not used without an anchor.</summary>
    public double AnchorWeight { get; init; }
}
