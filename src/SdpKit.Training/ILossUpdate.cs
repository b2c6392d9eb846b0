using SdpKit.Lipschitz;

namespace SdpKit.Training;

/// <summary>The loss update of ADMM training: makes a loss plus a quadratic penalty smaller. <see cref="Trainer"/> is one; another framework can take its place.</summary>
public interface ILossUpdate
{
    /// <summary>Trains a network further.</summary>
    /// <param name="request">Where to start, and the penalty.</param>
    /// <param name="progress">Receives each epoch, on the calling thread; null for none.</param>
    /// <param name="cancellationToken">Ends the work with the network of the last whole epoch; no exception is thrown.</param>
    /// <returns>The trained network.</returns>
    LossUpdateResult Update(LossUpdateRequest request, IProgress<EpochReport>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Measures how steep the loss is: the norm of its derivative by all weights (not the biases), of its mean over all points or some thousands of them, without penalties.</summary>
    /// <param name="network">Where.</param>
    /// <returns>The Frobenius norm over all layers; not negative.</returns>
    double MeasureGradient(Network network);
}
