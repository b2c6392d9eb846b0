using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Training.Projection;

/// <summary>Represents the nearest weights for one bound, in the coordinates of <see cref="UpdateProblem"/>.</summary>
/// <param name="Weights">The weights of each layer.</param>
/// <param name="Iterations">The iterations; 0 where the target itself holds the bound.</param>
/// <param name="KktResidual">The largest relative violation of the optimality conditions.</param>
internal sealed record ProjectedWeights(DenseMatrix[] Weights, int Iterations, double KktResidual);
