using SdpKit.Training;

namespace SdpKit.Cli.Training;

/// <summary>Represents iterations of plain training, each of some epochs.</summary>
/// <param name="Trainer">How the parameters are moved.</param>
/// <param name="Iterations">The number of iterations.</param>
/// <param name="Epochs">The number of epochs of each.</param>
/// <param name="Anneals">Whether the learning rate falls along half a cosine.</param>
internal sealed record TrainingPhase(TrainerOptions Trainer, int Iterations, int Epochs, bool Anneals)
{
    /// <summary>Gets what the learning rate is multiplied by in an iteration, from 0.</summary>
    public double RateFactor(int iteration) => Anneals ? CosineAnnealing.Factor(iteration, Iterations) : 1.0;
}
