namespace SdpKit.Training;

/// <summary>Represents the options of ADMM training. Immutable and thread-safe; vary one with a <c>with</c> expression.</summary>
public sealed record LipschitzTrainingOptions
{
    /// <summary>Gets the bound to enforce, or the weight of L^2.</summary>
    public required LipschitzGoal Goal { get; init; }

    /// <summary>Gets the number of iterations.</summary>
    /// <value>The default is 60; at least 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Iterations
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Iterations), value, "The number of iterations must be at least 1.");
    } = 60;

    /// <summary>Gets the number of epochs of each loss update.</summary>
    /// <value>The default is 1; at least 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int EpochsPerIteration
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(EpochsPerIteration), value, "The number of epochs must be at least 1.");
    } = 1;

    /// <summary>
    /// Gets the penalty sigma that holds the trained weights W and the certified weights Wbar together (the paper's rho, which is 0.25 there with thousands of steps per update). Null chooses it: 0.01 times the norm of
    /// the loss's derivative at the first Wbar over ||W - Wbar||, growing to 10 times that by the last iteration; none while Wbar is within 0.1 % of W.
    /// </summary>
    /// <value>The default is null; otherwise positive and finite.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double? Penalty
    {
        get;
        init => field = value is null || (value > 0.0 && double.IsFinite(value.Value))
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Penalty), value, "The penalty must be positive and finite.");
    }

    /// <summary>Gets a value indicating whether the penalty is doubled or halved where ||W - Wbar|| or sigma ||Wbar - Wbar before|| is ten times the other (Boyd et al. 2011, section 3.4.1), in the place of growing.</summary>
    /// <value>The default is false.</value>
    public bool AdaptsPenalty { get; init; }

    /// <summary>Gets where the multipliers T of the next iteration come from.</summary>
    /// <value>The default is <see cref="MultiplierSource.Trained"/>.</value>
    public MultiplierSource Multipliers { get; init; } = MultiplierSource.Trained;

    /// <summary>Gets a value indicating whether the learning rate falls from iteration to iteration by <see cref="CosineAnnealing"/>.</summary>
    /// <value>The default is true.</value>
    public bool AnnealsLearningRate { get; init; } = true;

    /// <summary>Gets the options of the Lipschitz updates; their threads are those of the certificates too.</summary>
    /// <value>The defaults of <see cref="LipschitzUpdateOptions"/>.</value>
    public LipschitzUpdateOptions Update { get; init; } = new();
}
