using SdpKit.Lipschitz;
using SdpKit.Training;

namespace SdpKit.Cli.Training;

/// <summary>Measures how good a network is on points.</summary>
internal static class TrainingScore
{
    /// <summary>Computes the accuracy where outputs are classes, else the mean square error.</summary>
    public static double Of(Network network, TrainingSet points, bool hasClasses, int threads) =>
        hasClasses ? Accuracy.OfTargets(network, points, threads) : Loss.MeanSquare.Of(network, points, threads);
}
