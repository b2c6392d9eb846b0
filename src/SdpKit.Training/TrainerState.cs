using System.Collections.Immutable;

namespace SdpKit.Training;

/// <summary>Represents what a <see cref="Trainer"/> carries from one update to the next, for storing: <see cref="Trainer.Save"/> makes it. Immutable and thread-safe.</summary>
public sealed record TrainerState
{
    /// <summary>Gets the number of whole epochs so far.</summary>
    public required int Epochs { get; init; }

    /// <summary>Gets the order of the points in the last epoch, which the next one brings into another.</summary>
    public required ImmutableArray<int> Order { get; init; }

    /// <summary>Gets the state of the random generator.</summary>
    public required ImmutableArray<uint> RandomState { get; init; }

    /// <summary>Gets what the optimizer has learnt.</summary>
    public required ImmutableArray<double> OptimizerState { get; init; }
}
