using System.Collections.Immutable;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Training.Projection;

namespace SdpKit.Training.Methods;

/// <summary>The iterations of ADMM training, once: from one whole state to the next.</summary>
internal sealed class AlternatingDirections(ILossUpdate lossUpdate, LipschitzTrainingOptions options, IProgress<LipschitzTrainingReport>? progress)
{
    /// <summary>Where one residual is this many times the other, the penalty is multiplied or divided by the factor (Boyd et al. 2011, section 3.4.1).</summary>
    private const double Imbalance = 10.0;
    private const double PenaltyFactor = 2.0;

    private readonly PenaltyRule _rule = new(lossUpdate, options.Iterations);
    private LipschitzTrainingState? _state;

    /// <summary>Trains from a network.</summary>
    public LipschitzTrainingResult Run(Network start, CancellationToken cancellationToken)
    {
        Network relaxed = ConvexRelaxation.Of(start);
        return Run(relaxed, token => Start(relaxed, token), cancellationToken);
    }

    /// <summary>Trains from a state.</summary>
    public LipschitzTrainingResult Run(LipschitzTrainingState state, CancellationToken cancellationToken)
    {
        _state = state;
        return Run(state.Certified, _ => TrainingStatus.Completed, cancellationToken);
    }

    private LipschitzTrainingResult Run(Network uncertified, Func<CancellationToken, TrainingStatus> begin, CancellationToken cancellationToken)
    {
        // A token of its own tells the end of this work from what a receiver of progress throws.
        using var own = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        TrainingStatus status;
        try
        {
            status = begin(own.Token);
            while (status == TrainingStatus.Completed && _state!.Iteration < options.Iterations)
            {
                status = Iterate(_state, own.Token);
            }
        }
        catch (OperationCanceledException exception) when (exception.CancellationToken == own.Token)
        {
            status = TrainingStatus.Cancelled;
        }

        return new LipschitzTrainingResult(status, _state?.Certified ?? uncertified, _state?.Certificate, _state?.Iteration ?? 0);
    }

    private TrainingStatus Start(Network network, CancellationToken cancellationToken)
    {
        if (MultiplierEstimate.Of(network, options.Goal.Bound, options.Update.Threads, cancellationToken) is not { } multipliers)
        {
            return TrainingStatus.NotProved;
        }

        double penalty = options.Penalty ?? (options.Goal.Weight is null ? 0.0 : _rule.MeasureFree(network));
        LipschitzUpdateResult update = UpdateBound(network, multipliers, penalty, cancellationToken);
        if (update.Certificate is not { } certificate)
        {
            return TrainingStatus.NotProved;
        }

        _state = new LipschitzTrainingState
        {
            Iteration = 0,
            Trained = network,
            Certified = update.Network,
            Certificate = certificate,
            Multipliers = multipliers,
            Duals = [.. network.Layers.Select(layer => ImmutableArray.Create(new double[layer.Weights.Length]))],
            Penalty = penalty > 0.0 ? penalty : _rule.Measure(network, update.Network, 0),
        };
        return TrainingStatus.Completed;
    }

    private TrainingStatus Iterate(LipschitzTrainingState before, CancellationToken cancellationToken)
    {
        double penalty = before.Penalty;
        LossUpdateResult loss = lossUpdate.Update(
            new LossUpdateRequest
            {
                Start = before.Trained,
                Epochs = options.EpochsPerIteration,
                LearningRateFactor = options.AnnealsLearningRate ? CosineAnnealing.Factor(before.Iteration, options.Iterations) : 1.0,
                Anchor = penalty == 0.0 ? null : WeightMatrices.Map(before.Certified, (l, i, weight) => weight - (before.Duals[l][i] / penalty)),
                AnchorWeight = penalty,
            },
            progress: null,
            cancellationToken);
        if (loss.Status != TrainingStatus.Completed)
        {
            return loss.Status;
        }

        Network target = penalty == 0.0 ? loss.Network : WeightMatrices.Map(loss.Network, (l, i, weight) => weight + (before.Duals[l][i] / penalty));
        LipschitzUpdateResult update = UpdateBound(target, before.Multipliers, penalty, cancellationToken);
        if (update.Certificate is not { } certificate)
        {
            return TrainingStatus.NotProved;
        }

        // Whatever can be cancelled comes first, so that an iteration counts as a whole or not at all.
        bool isLast = before.Iteration + 1 == options.Iterations;
        ImmutableArray<ImmutableArray<double>> multipliers = isLast ? before.Multipliers : NextMultipliers(before, loss.Network, update.Network, certificate, cancellationToken);
        double primal = WeightNorms.Distance(loss.Network, update.Network);
        double dual = penalty * WeightNorms.Distance(update.Network, before.Certified);
        _state = new LipschitzTrainingState
        {
            Iteration = before.Iteration + 1,
            Trained = loss.Network,
            Certified = update.Network,
            Certificate = certificate,
            Multipliers = multipliers,
            Duals = NextDuals(before, loss.Network, update.Network),
            Penalty = isLast ? penalty : NextPenalty(before, loss.Network, update.Network, primal, dual),
        };
        progress?.Report(new LipschitzTrainingReport
        {
            State = _state,
            Loss = loss.Loss,
            PrimalResidual = primal,
            DualResidual = dual,
            Penalty = penalty,
            KktResidual = update.KktResidual,
        });
        return TrainingStatus.Completed;
    }

    /// <summary>Updates Wbar. With a bound to enforce, the penalty has no part in that and may be 0.</summary>
    private LipschitzUpdateResult UpdateBound(Network network, ImmutableArray<ImmutableArray<double>> multipliers, double penalty, CancellationToken cancellationToken)
    {
        if (options.Goal.Bound is { } bound)
        {
            return LipschitzUpdate.Enforce(network, multipliers, bound, options.Update, cancellationToken);
        }

        double weight = options.Goal.Weight!.Value / penalty;
        return double.IsNormal(weight * weight)
            ? LipschitzUpdate.Regularize(network, multipliers, weight, options.Update, cancellationToken)
            : throw new ArithmeticException(FormattableString.Invariant($"The weight of L^2 over the penalty, {options.Goal.Weight} / {penalty}, leaves the range of numbers."));
    }

    private ImmutableArray<ImmutableArray<double>> NextMultipliers(
        LipschitzTrainingState before, Network trained, Network certified, LipschitzCertificate certificate, CancellationToken cancellationToken)
    {
        double bound = options.Goal.Bound ?? certificate.Bound;
        ImmutableArray<ImmutableArray<double>>? multipliers = options.Multipliers switch
        {
            MultiplierSource.Trained => MultiplierEstimate.Of(trained, bound, options.Update.Threads, cancellationToken),
            MultiplierSource.Certified => MultiplierEstimate.Of(certified, bound, options.Update.Threads, cancellationToken),
            _ => null,
        };
        return multipliers ?? before.Multipliers;
    }

    private static ImmutableArray<ImmutableArray<double>> NextDuals(LipschitzTrainingState before, Network trained, Network certified) =>
        [.. before.Duals.Select((layer, l) => layer.Select((dual, i) => dual + (before.Penalty * (trained.Layers[l].Weights[i] - certified.Layers[l].Weights[i]))).ToImmutableArray())];

    private double NextPenalty(LipschitzTrainingState before, Network trained, Network certified, double primal, double dual) =>
        before.Penalty == 0.0 ? _rule.Measure(trained, certified, before.Iteration + 1)
        : !options.AdaptsPenalty ? before.Penalty * (options.Penalty is null ? _rule.Growth : 1.0)
        : primal > Imbalance * dual ? before.Penalty * PenaltyFactor
        : dual > Imbalance * primal ? before.Penalty / PenaltyFactor
        : before.Penalty;
}
