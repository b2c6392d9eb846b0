using SdpKit.Training.Robustness;

namespace SdpKit.Benchmarks.Training;

/// <summary>Represents what a training run came to.</summary>
/// <param name="Name">Its setting without the seed.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Seconds">The time of the training.</param>
/// <param name="Bound">The proved bound of the network.</param>
/// <param name="ProductBound">The proved product of its layers' norms.</param>
/// <param name="Iterations">The number of ADMM iterations; 0 for the other methods.</param>
/// <param name="LargestBound">The largest proved bound of the certified weights on the way.</param>
/// <param name="LargestKktResidual">The largest relative violation of the optimality conditions of the Lipschitz updates.</param>
/// <param name="Evaluation">How well it does on the images to test with.</param>
internal sealed record MnistRun(
    string Name, uint Seed, double Seconds, double Bound, double ProductBound, int Iterations, double LargestBound, double LargestKktResidual, RobustnessEvaluation Evaluation);
