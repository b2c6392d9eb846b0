using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;

namespace SdpKit.Training;

/// <summary>Represents the answer of ADMM training. Immutable and thread-safe.</summary>
/// <param name="Status">Why it ended.</param>
/// <param name="Network">The network with the certified weights Wbar of the last whole iteration: the one to use.</param>
/// <param name="Certificate">The proof of its bound; null where not even the first one succeeded.</param>
/// <param name="Iterations">The number of whole iterations.</param>
public sealed record LipschitzTrainingResult(TrainingStatus Status, Network Network, LipschitzCertificate? Certificate, int Iterations);
