using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;

namespace SdpKit.Training;

/// <summary>Represents the answer of a Lipschitz update. Immutable and thread-safe.</summary>
public sealed record LipschitzUpdateResult
{
    /// <summary>Gets the network with the nearest weights; its hidden slopes are those that the bound assumes, [0, beta].</summary>
    public required Network Network { get; init; }

    /// <summary>Gets the proof of its bound; null where that failed, as it may for weights of extreme sizes.</summary>
    public required LipschitzCertificate? Certificate { get; init; }

    /// <summary>Gets L^2: the square of the bound that was asked for, or the best one.</summary>
    public required double SquaredBound { get; init; }

    /// <summary>Gets the number of iterations of all projections; 0 where the weights were not changed.</summary>
    public required int Iterations { get; init; }

    /// <summary>Gets the largest relative violation of the optimality conditions, by the weights before the proof shrank them by rounding.</summary>
    public required double KktResidual { get; init; }
}
