using SdpKit.Lipschitz;
using SdpKit.Training.Methods;
using SdpKit.Training.Projection;

namespace SdpKit.Training.Tests.Methods;

/// <summary>Minimizes factor ||W - A||^2 / 2 and the penalty exactly.</summary>
internal sealed class QuadraticLoss(Network target, double factor = 1.0) : ILossUpdate
{
    public LossUpdateResult Update(LossUpdateRequest request, IProgress<EpochReport>? progress = null, CancellationToken cancellationToken = default)
    {
        double weight = request.Anchor is null ? 0.0 : request.AnchorWeight / factor;
        Network network = WeightMatrices.Map(target, (l, i, value) => request.Anchor is { } anchor ? (value + (weight * anchor.Layers[l].Weights[i])) / (1.0 + weight) : value);
        return new LossUpdateResult(TrainingStatus.Completed, network, 0.0);
    }

    public double MeasureGradient(Network network) => factor * WeightNorms.Distance(network, target);
}
