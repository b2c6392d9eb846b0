using SdpKit.Training;

namespace SdpKit.Cli.Training;

/// <summary>Represents how training ended.</summary>
/// <param name="Status">Why it ended.</param>
/// <param name="State">The last whole iteration.</param>
internal sealed record TrainingOutcome(TrainingStatus Status, TrainingState State)
{
    /// <summary>Gets the loss of the network to use on the points trained with; not a number unless training was completed.</summary>
    public double Loss { get; init; } = double.NaN;

    /// <summary>Gets the least loss of a constant answer on them.</summary>
    public double ConstantLoss { get; init; } = double.NaN;
}
