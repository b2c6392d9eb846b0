using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;

namespace SdpKit.Training;

/// <summary>Represents how one iteration of ADMM training went. Immutable and thread-safe.</summary>
public sealed record LipschitzTrainingReport
{
    /// <summary>Gets where training stands, for storing.</summary>
    public required LipschitzTrainingState State { get; init; }

    /// <summary>Gets the iteration, from 1.</summary>
    public int Iteration => State.Iteration;

    /// <summary>Gets the mean loss of the last epoch, of the trained weights W and without penalties.</summary>
    public required double Loss { get; init; }

    /// <summary>Gets the network with the certified weights Wbar.</summary>
    public Network Network => State.Certified;

    /// <summary>Gets the proof of its bound.</summary>
    public LipschitzCertificate Certificate => State.Certificate;

    /// <summary>Gets ||W - Wbar||_F over all layers.</summary>
    public required double PrimalResidual { get; init; }

    /// <summary>Gets sigma ||Wbar - Wbar before||_F over all layers.</summary>
    public required double DualResidual { get; init; }

    /// <summary>Gets the penalty sigma of this iteration; 0 for none.</summary>
    public required double Penalty { get; init; }

    /// <summary>Gets the largest relative violation of the optimality conditions of the Lipschitz update.</summary>
    public required double KktResidual { get; init; }
}
