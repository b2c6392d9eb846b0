using SdpKit.Training;

namespace SdpKit.Cli.Training;

/// <summary>Represents how training ended.</summary>
/// <param name="Status">Why it ended.</param>
/// <param name="State">The last whole iteration.</param>
internal sealed record TrainingOutcome(TrainingStatus Status, TrainingState State);
