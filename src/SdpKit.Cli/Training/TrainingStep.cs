namespace SdpKit.Cli.Training;

/// <summary>Represents how an iteration of training went; what a method does not have is not a number.</summary>
/// <param name="IsStart">Whether it belongs to the plain training before ADMM.</param>
/// <param name="Iteration">The iteration, from 1.</param>
/// <param name="Epoch">The number of epochs so far.</param>
/// <param name="Loss">The mean loss of the last epoch, of the trained weights.</param>
/// <param name="Score">The accuracy, or the mean square error, of the network to use on the watched points.</param>
/// <param name="Bound">The proved bound of the network to use.</param>
/// <param name="PrimalResidual">The distance of trained and certified weights.</param>
/// <param name="DualResidual">The penalty times the distance of the certified weights from those before.</param>
/// <param name="Seconds">The time since training began.</param>
internal readonly record struct TrainingStep(
    bool IsStart, int Iteration, int Epoch, double Loss, double Score, double Bound, double PrimalResidual, double DualResidual, double Seconds);
