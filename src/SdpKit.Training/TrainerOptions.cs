namespace SdpKit.Training;

/// <summary>Represents the options of a trainer. Immutable and thread-safe; vary one with a <c>with</c> expression.</summary>
public sealed record TrainerOptions
{
    /// <summary>Gets how the parameters are moved.</summary>
    /// <value>The default is <see cref="OptimizerKind.Adam"/>.</value>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Adam;

    /// <summary>Gets the learning rate.</summary>
    /// <value>The default is 0.005; positive and finite.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double LearningRate
    {
        get;
        init => field = value > 0.0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(LearningRate), value, "The learning rate must be positive and finite.");
    } = 0.005;

    /// <summary>Gets the number of points of a batch; the last batch of an epoch has what is left.</summary>
    /// <value>The default is 100; at least 1. At most all points are taken.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int BatchSize
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(BatchSize), value, "The batch size must be at least 1.");
    } = 100;

    /// <summary>Gets the weight lambda of the penalty lambda / 2 * sum p^2 over all weights and biases.</summary>
    /// <value>The default is 0; not negative, finite.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double SquarePenalty
    {
        get;
        init => field = value >= 0.0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(SquarePenalty), value, "The penalty must be finite and not negative.");
    }

    /// <summary>Gets a bound that the product of all layers' spectral norms and largest slopes keeps: after each step each layer is projected on its share. Null for none.</summary>
    /// <value>The default is null; otherwise positive and finite.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double? SpectralBound
    {
        get;
        init => field = value is null || (value > 0.0 && double.IsFinite(value.Value))
            ? value
            : throw new ArgumentOutOfRangeException(nameof(SpectralBound), value, "The bound must be positive and finite.");
    }

    /// <summary>Gets a value indicating whether each epoch takes the points in a new random order.</summary>
    /// <value>The default is true.</value>
    public bool Shuffles { get; init; } = true;

    /// <summary>Gets the seed of the random order.</summary>
    /// <value>The default is 0.</value>
    public uint Seed { get; init; }

    /// <summary>Gets the number of threads. The answer is the same to the last bit whatever it is.</summary>
    /// <value>The default is the number of processors; between 1 and 1024.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int Threads
    {
        get;
        init => field = CheckedOption.Threads(value);
    } = Environment.ProcessorCount;
}
