using System.Collections.Immutable;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;

namespace SdpKit.Training;

/// <summary>
/// Represents ADMM training after a whole iteration, for storing: with the state of the loss update (<see cref="Trainer.Save"/> at the same moment) <see cref="LipschitzTraining.Resume"/> goes on
/// to the same bits. Immutable and thread-safe.
/// </summary>
public sealed record LipschitzTrainingState
{
    /// <summary>Gets the number of whole iterations; 0 is the start network, certified.</summary>
    public required int Iteration { get; init; }

    /// <summary>Gets the network with the trained weights W.</summary>
    public required Network Trained { get; init; }

    /// <summary>Gets the network with the certified weights Wbar.</summary>
    public required Network Certified { get; init; }

    /// <summary>Gets the proof of the bound of Wbar.</summary>
    public required LipschitzCertificate Certificate { get; init; }

    /// <summary>Gets the multipliers T of the next Lipschitz update, one for each hidden neuron, layer by layer.</summary>
    public required ImmutableArray<ImmutableArray<double>> Multipliers { get; init; }

    /// <summary>Gets the duals Y, one for each weight, layer by layer, in the order of <see cref="DenseLayer.Weights"/>.</summary>
    public required ImmutableArray<ImmutableArray<double>> Duals { get; init; }

    /// <summary>Gets the penalty sigma of the next iteration; 0 while the bound does not touch the weights, so that none has been chosen.</summary>
    public required double Penalty { get; init; }
}
