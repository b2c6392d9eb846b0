using System.Diagnostics;
using SdpKit.Training;

namespace SdpKit.Cli.Training;

/// <summary>Trains by a plan, from any whole iteration on.</summary>
/// <param name="plan">The plan.</param>
/// <param name="data">The points.</param>
/// <param name="progress">Receives the state after each iteration, on the calling thread; null for none.</param>
internal sealed class TrainingSession(TrainingPlan plan, TrainingData data, IProgress<TrainingState>? progress)
{
    /// <summary>Less than this, relative to the loss of a constant answer, is what chance gives to a network that is blind to its inputs.</summary>
    private const double LeastGain = 1e-3;

    private readonly Stopwatch _clock = new();
    private readonly TrainingSet _points = plan.Scaling.Apply(data.Training);
    private TrainingState _state = null!;
    private TimeSpan _before;

    /// <summary>Trains; a cancelled token lets the iteration in hand finish.</summary>
    public TrainingOutcome Run(TrainingState from, CancellationToken cancellationToken)
    {
        (_state, _before) = (from, from.Elapsed);
        _clock.Restart();
        TrainingStatus status = Train(cancellationToken);
        return status == TrainingStatus.Completed ? Judge() : new TrainingOutcome(status, _state);
    }

    private TrainingStatus Train(CancellationToken cancellationToken)
    {
        try
        {
            TrainingStatus status = _state.Lipschitz is null ? TrainPlainly(cancellationToken) : TrainingStatus.Completed;
            return status == TrainingStatus.Completed && plan.Lipschitz is { } options ? TrainWithBound(options, cancellationToken) : status;
        }
        catch (ArithmeticException)
        {
            // A weight has left the range in which a certificate, or the network for data as they are, can be computed; the iteration before is whole.
            return TrainingStatus.Diverged;
        }
    }

    /// <summary>Tells whether the network to use does better than one that answers the same to all points.</summary>
    private TrainingOutcome Judge()
    {
        double factor = plan.Scaling.LossFactor;
        double loss = factor * plan.Loss.Of(_state.ForScaledData, _points, plan.Threads);
        double constant = factor * plan.Loss.OfConstant(_points);
        return new TrainingOutcome(loss < (1.0 - LeastGain) * constant ? TrainingStatus.Completed : TrainingStatus.NoProgress, _state) { Loss = loss, ConstantLoss = constant };
    }

    private TrainingStatus TrainPlainly(CancellationToken cancellationToken)
    {
        using Trainer trainer = NewTrainer(plan.Plain.Trainer);
        while (_state.PlainIterations < plan.Plain.Iterations)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return TrainingStatus.Cancelled;
            }

            int iteration = _state.PlainIterations;
            LossUpdateResult result = trainer.Update(
                new LossUpdateRequest { Start = _state.Network, Epochs = plan.Plain.Epochs, LearningRateFactor = plan.Plain.RateFactor(iteration) }, progress: null, CancellationToken.None);
            if (result.Status != TrainingStatus.Completed)
            {
                return result.Status;
            }

            Finish(
                _state with { Network = result.Network, PlainIterations = iteration + 1, Trainer = trainer.Save() },
                new TrainingStep(plan.Lipschitz is not null, iteration + 1, 0, result.Loss, 0.0, double.NaN, double.NaN, double.NaN, 0.0));
        }

        return TrainingStatus.Completed;
    }

    private TrainingStatus TrainWithBound(LipschitzTrainingOptions options, CancellationToken cancellationToken)
    {
        // The trainer in the state is that of plain training until ADMM has finished an iteration.
        _state = _state.Lipschitz is null ? _state with { Trainer = null } : _state;
        using Trainer trainer = NewTrainer(plan.LossUpdate);

        // Cancelled between iterations, so that the one in hand finishes.
        using var stop = new CancellationTokenSource();
        PassOn(stop, cancellationToken);
        var reports = new Reports(report =>
        {
            Finish(
                _state with { Lipschitz = report.State, Trainer = trainer.Save() },
                new TrainingStep(false, report.Iteration, 0, report.Loss, 0.0, report.Certificate.Bound * plan.Scaling.BoundFactor, report.PrimalResidual, report.DualResidual, 0.0));
            PassOn(stop, cancellationToken);
        });
        LipschitzTrainingResult result = _state.Lipschitz is { } state
            ? LipschitzTraining.Resume(state, trainer, options, reports, stop.Token)
            : LipschitzTraining.Run(_state.Network, trainer, options, reports, stop.Token);
        return result.Status;
    }

    private Trainer NewTrainer(TrainerOptions options)
    {
        var trainer = new Trainer(plan.Start, _points, plan.Loss, options);
        if (_state.Trainer is { } state)
        {
            trainer.Restore(state);
        }

        return trainer;
    }

    /// <summary>Completes what is known of an iteration, and hands its state on.</summary>
    /// <exception cref="ArithmeticException">A weight leaves the range of numbers in the units of the data; the state stays that before.</exception>
    private void Finish(TrainingState next, TrainingStep step)
    {
        TrainingStep whole = step with
        {
            Loss = step.Loss * plan.Scaling.LossFactor,
            Epoch = plan.Plain.Epochs * (next.PlainIterations + (next.Lipschitz?.Iteration ?? 0)),
            Score = TrainingScore.Of(next.Usable, data.Watched, data.HasClasses, plan.Threads),
            Seconds = (_before + _clock.Elapsed).TotalSeconds,
        };
        _state = next with { Steps = next.Steps.Add(whole) };
        progress?.Report(_state);
    }

    private static void PassOn(CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            stop.Cancel();
        }
    }

    private sealed class Reports(Action<LipschitzTrainingReport> action) : IProgress<LipschitzTrainingReport>
    {
        public void Report(LipschitzTrainingReport value) => action(value);
    }
}
