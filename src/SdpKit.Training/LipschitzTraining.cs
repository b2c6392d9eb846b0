using SdpKit.Lipschitz;
using SdpKit.Training.Methods;

namespace SdpKit.Training;

/// <summary>
/// Trains networks with a small proved Lipschitz bound by ADMM (Pauli, Koch, Berberich, Kohler, Allgöwer, "Training robust neural networks using Lipschitz bounds", arXiv 2005.02929). Thread-safe:
/// calls at the same time share nothing but the loss updates that they are given.
/// </summary>
/// <remarks>
/// The loss sees the weights W, the certificate sees Wbar; duals Y and a penalty sigma hold them together. Each iteration is a loss update of W, a <see cref="LipschitzUpdate"/> of Wbar, and
/// Y += sigma (W - Wbar). Each Wbar is proved before it is reported.
/// </remarks>
public static class LipschitzTraining
{
    /// <summary>Trains.</summary>
    /// <param name="start">A trained network to start from; its hidden activations must not decrease, its last layer has none.</param>
    /// <param name="lossUpdate">Trains W, such as a <see cref="Trainer"/>.</param>
    /// <param name="options">The options.</param>
    /// <param name="progress">Receives each iteration, on the calling thread; null for none.</param>
    /// <param name="cancellationToken">Ends the training with the last whole iteration; no exception is thrown.</param>
    /// <returns>The certified network.</returns>
    /// <exception cref="ArgumentException">The network is not of this kind.</exception>
    /// <exception cref="ArithmeticException">Weights are so large or so small that a certificate overflows.</exception>
    public static LipschitzTrainingResult Run(
        Network start,
        ILossUpdate lossUpdate,
        LipschitzTrainingOptions options,
        IProgress<LipschitzTrainingReport>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(lossUpdate);
        ArgumentNullException.ThrowIfNull(options);
        return new AlternatingDirections(start, lossUpdate, options, progress).Run(cancellationToken);
    }
}
