namespace SdpKit.Cli.Reporting;

/// <summary>Represents a moment of training.</summary>
/// <param name="Epoch">The number of epochs until then.</param>
/// <param name="Loss">The mean loss of the last one.</param>
/// <param name="Bound">The proved Lipschitz bound of the network that would be used; null where none was looked for.</param>
internal readonly record struct TrainingMoment(double Epoch, double Loss, double? Bound);
