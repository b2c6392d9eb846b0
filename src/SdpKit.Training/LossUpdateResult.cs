using SdpKit.Lipschitz;

namespace SdpKit.Training;

/// <summary>Represents the answer of a loss update. Immutable and thread-safe.</summary>
/// <param name="Status">Why it ended.</param>
/// <param name="Network">The trained network, or the last good one.</param>
/// <param name="Loss">The mean loss of the last whole epoch, without penalties; not a number where there was none.</param>
public sealed record LossUpdateResult(TrainingStatus Status, Network Network, double Loss);
