using System.Collections.Immutable;
using SdpKit.Lipschitz;
using SdpKit.Training.Projection;

namespace SdpKit.Training.Methods;

/// <summary>The iterations of ADMM training, once.</summary>
internal sealed class AlternatingDirections
{
    private const double Imbalance = 10.0;
    private const double PenaltyFactor = 2.0;
    private const double LastLearningRate = 0.002;

    private readonly ILossUpdate _lossUpdate;
    private readonly LipschitzTrainingOptions _options;
    private readonly IProgress<LipschitzTrainingReport>? _progress;
    private readonly double[][] _duals;
    private Network _trained;
    private LipschitzUpdateResult? _certified;
    private ImmutableArray<ImmutableArray<double>> _multipliers;
    private double _penalty;
    private int _iterations;

    public AlternatingDirections(Network start, ILossUpdate lossUpdate, LipschitzTrainingOptions options, IProgress<LipschitzTrainingReport>? progress)
    {
        (_lossUpdate, _options, _progress, _penalty) = (lossUpdate, options, progress, options.Penalty);
        _trained = ConvexRelaxation.Of(start);
        _duals = [.. start.Layers.Select(layer => new double[layer.Weights.Length])];
    }

    public LipschitzTrainingResult Run(CancellationToken cancellationToken)
    {
        TrainingStatus status;
        try
        {
            status = Start(cancellationToken);
            while (status == TrainingStatus.Completed && _iterations < _options.Iterations)
            {
                status = Iterate(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            status = TrainingStatus.Cancelled;
        }

        return new LipschitzTrainingResult(status, _certified?.Network ?? _trained, _certified?.Certificate, _iterations);
    }

    private TrainingStatus Start(CancellationToken cancellationToken)
    {
        if (MultiplierEstimate.Of(_trained, _options.Goal.Bound, _options.Update.Threads, cancellationToken) is not { } multipliers)
        {
            return TrainingStatus.NotProved;
        }

        _multipliers = multipliers;
        LipschitzUpdateResult update = UpdateBound(_trained, cancellationToken);
        _certified = update.Certificate is null ? null : update;
        return _certified is null ? TrainingStatus.NotProved : TrainingStatus.Completed;
    }

    private TrainingStatus Iterate(CancellationToken cancellationToken)
    {
        LipschitzUpdateResult before = _certified!;
        LossUpdateResult loss = _lossUpdate.Update(
            new LossUpdateRequest
            {
                Start = _trained,
                Epochs = _options.EpochsPerIteration,
                LearningRateFactor = LearningRateFactor(),
                Anchor = WeightMatrices.Map(before.Network, (l, i, weight) => weight - (_duals[l][i] / _penalty)),
                AnchorWeight = _penalty,
            },
            progress: null,
            cancellationToken);
        if (loss.Status != TrainingStatus.Completed)
        {
            return loss.Status;
        }

        LipschitzUpdateResult update = UpdateBound(WeightMatrices.Map(loss.Network, (l, i, weight) => weight + (_duals[l][i] / _penalty)), cancellationToken);
        if (update.Certificate is not { } certificate)
        {
            return TrainingStatus.NotProved;
        }

        // Whatever can be cancelled comes first, so that an iteration counts as a whole or not at all. T is that of W: for Wbar, which lies on the boundary, the old T is nearly optimal and would stay.
        bool isLast = _iterations + 1 == _options.Iterations;
        ImmutableArray<ImmutableArray<double>>? multipliers = _options.ReestimatesMultipliers && !isLast
            ? MultiplierEstimate.Of(loss.Network, _options.Goal.Bound ?? certificate.Bound, _options.Update.Threads, cancellationToken)
            : null;
        (_trained, _certified, _multipliers) = (loss.Network, update, multipliers ?? _multipliers);
        double primal = Distance(_trained, update.Network);
        double dual = _penalty * Distance(update.Network, before.Network);
        UpdateDuals(update.Network);
        _iterations++;
        _progress?.Report(new LipschitzTrainingReport
        {
            Iteration = _iterations,
            Loss = loss.Loss,
            Network = update.Network,
            Certificate = certificate,
            PrimalResidual = primal,
            DualResidual = dual,
            Penalty = _penalty,
            KktResidual = update.KktResidual,
        });
        AdaptPenalty(primal, dual);
        return TrainingStatus.Completed;
    }

    private LipschitzUpdateResult UpdateBound(Network network, CancellationToken cancellationToken) => _options.Goal.Bound is { } bound
        ? LipschitzUpdate.Enforce(network, _multipliers, bound, _options.Update, cancellationToken)
        : LipschitzUpdate.Regularize(network, _multipliers, _options.Goal.Weight!.Value / _penalty, _options.Update, cancellationToken);

    private void UpdateDuals(Network certified)
    {
        for (int l = 0; l < _duals.Length; l++)
        {
            for (int i = 0; i < _duals[l].Length; i++)
            {
                _duals[l][i] += _penalty * (_trained.Layers[l].Weights[i] - certified.Layers[l].Weights[i]);
            }
        }
    }

    private void AdaptPenalty(double primal, double dual)
    {
        if (_options.AdaptsPenalty)
        {
            _penalty *= primal > Imbalance * dual ? PenaltyFactor : dual > Imbalance * primal ? 1.0 / PenaltyFactor : 1.0;
        }
    }

    private double LearningRateFactor() => _options.AnnealsLearningRate
        ? LastLearningRate + (0.5 * (1.0 - LastLearningRate) * (1.0 + Math.Cos(Math.PI * _iterations / _options.Iterations)))
        : 1.0;

    private static double Distance(Network a, Network b)
    {
        double sum = 0.0;
        for (int l = 0; l < a.Layers.Length; l++)
        {
            for (int i = 0; i < a.Layers[l].Weights.Length; i++)
            {
                double difference = a.Layers[l].Weights[i] - b.Layers[l].Weights[i];
                sum += difference * difference;
            }
        }

        return Math.Sqrt(sum);
    }
}
