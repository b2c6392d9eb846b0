using SdpKit.Lipschitz;
using SdpKit.Training;

namespace SdpKit.Cli.Training;

/// <summary>Represents how a network is to be trained: plainly, or first plainly and then by ADMM.</summary>
internal sealed record TrainingPlan
{
    /// <summary>Gets the method.</summary>
    public required TrainingMethod Method { get; init; }

    /// <summary>Gets the network with the initial weights.</summary>
    public required Network Start { get; init; }

    /// <summary>Gets how inputs and targets are scaled for training.</summary>
    public DataScaling Scaling { get; init; } = new(null, null);

    /// <summary>Gets the loss.</summary>
    public required Loss Loss { get; init; }

    /// <summary>Gets the plain training: all of it, or what comes before ADMM.</summary>
    public required TrainingPhase Plain { get; init; }

    /// <summary>Gets the ADMM training; null for the methods without one.</summary>
    public LipschitzTrainingOptions? Lipschitz { get; init; }

    /// <summary>Gets how the loss update of ADMM moves the parameters.</summary>
    public required TrainerOptions LossUpdate { get; init; }

    /// <summary>Gets the number of threads.</summary>
    public int Threads => LossUpdate.Threads;

    /// <summary>Gets the number of iterations that are counted: those of ADMM where there is one.</summary>
    public int Iterations => Lipschitz?.Iterations ?? Plain.Iterations;
}
