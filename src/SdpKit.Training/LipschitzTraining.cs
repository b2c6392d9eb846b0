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
        return new AlternatingDirections(lossUpdate, options, progress).Run(start, cancellationToken);
    }

    /// <summary>Goes on with training that was stored.</summary>
    /// <param name="state">The state after an iteration, <see cref="LipschitzTrainingReport.State"/>.</param>
    /// <param name="lossUpdate">The loss update, in the state that it had then.</param>
    /// <param name="options">The same options; the threads may be others.</param>
    /// <param name="progress">Receives each further iteration, on the calling thread; null for none.</param>
    /// <param name="cancellationToken">Ends the training with the last whole iteration; no exception is thrown.</param>
    /// <returns>The certified network, the same to the last bit as without an interruption.</returns>
    /// <exception cref="ArgumentException">The state's parts do not fit each other.</exception>
    /// <exception cref="ArithmeticException">As for <see cref="Run"/>.</exception>
    public static LipschitzTrainingResult Resume(
        LipschitzTrainingState state,
        ILossUpdate lossUpdate,
        LipschitzTrainingOptions options,
        IProgress<LipschitzTrainingReport>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(lossUpdate);
        ArgumentNullException.ThrowIfNull(options);
        ThrowUnlessWhole(state);
        return new AlternatingDirections(lossUpdate, options, progress).Run(state, cancellationToken);
    }

    private static void ThrowUnlessWhole(LipschitzTrainingState state)
    {
        bool fits = state is { Iteration: >= 0, Penalty: >= 0.0, Duals.IsDefault: false, Multipliers.IsDefault: false }
            && state.Trained.Sizes.SequenceEqual(state.Certified.Sizes)
            && state.Duals.Select(layer => layer.Length).SequenceEqual(state.Trained.Layers.Select(layer => layer.Weights.Length))
            && state.Multipliers.Select(layer => layer.Length).SequenceEqual(state.Trained.Sizes[1..^1]);
        if (!fits)
        {
            throw new ArgumentException("The state is not one that training reported: its networks, duals and multipliers do not fit each other.", nameof(state));
        }
    }
}
