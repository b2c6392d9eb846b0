using System.Collections.Immutable;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Tests;
using SdpKit.Training.Methods;
using SdpKit.Training.Tests.Projection;

namespace SdpKit.Training.Tests.Methods;

public sealed class LipschitzTrainingTests
{
    private static readonly TrainingSet Data = TrainingSet.OfClasses(PaperExamples.ThreeClasses(), 3);

    private static readonly Network Start = TrainedStart();

    [Fact]
    public void Enforced_bound_is_proved_in_each_iteration()
    {
        double bound = 0.4 * CheckedUpdate.Certified(Start).Bound;
        var reports = new List<LipschitzTrainingReport>();
        LipschitzTrainingResult result = Run(LipschitzGoal.Enforce(bound), reports);
        Assert.Equal(TrainingStatus.Completed, result.Status);
        Assert.Equal(20, reports.Count);
        Assert.All(reports, report =>
        {
            Assert.True(report.Certificate.Bound <= bound);
            Assert.True(CertificateVerifier.Verify(report.Certificate, report.Network).IsAccepted);
            Assert.InRange(report.KktResidual, 0.0, 1e-7);
        });
        Assert.Same(reports[^1].Network, result.Network);
        Assert.Same(reports[^1].Certificate, result.Certificate);
        ImmutableArray<ImmutableArray<double>> multipliers = MultiplierEstimate.Of(Start, bound, 1, CancellationToken.None)!.Value;
        Network untrained = CheckedUpdate.Enforce(Start, multipliers, bound).Network;
        Assert.InRange(Accuracy.Of(result.Network, PaperExamples.ThreeClasses()), Accuracy.Of(untrained, PaperExamples.ThreeClasses()) + 0.1, 1.0);
    }

    [Fact]
    public void Larger_weights_of_the_bound_make_it_smaller()
    {
        double BoundAt(double weight)
        {
            var reports = new List<LipschitzTrainingReport>();
            LipschitzTrainingResult result = Run(LipschitzGoal.Regularize(weight), reports);
            Assert.Equal(TrainingStatus.Completed, result.Status);
            Assert.All(reports, report => Assert.True(CertificateVerifier.Verify(report.Certificate, report.Network).IsAccepted));
            return result.Certificate!.Bound;
        }

        double free = CheckedUpdate.Certified(Start).Bound;
        double light = BoundAt(1e-4);
        double heavy = BoundAt(1e-2);
        Assert.True(heavy < light && light < free);
    }

    /// <summary>With the loss ||W - A||^2 / 2 training is itself a projection: what ADMM converges to is the Lipschitz update of A.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Quadratic_loss_ends_at_the_update_of_its_minimum(bool isEnforced)
    {
        Network target = ReferenceNetworks.Random(3, Activation.Relu, 4, 5, 3);
        double bound = 0.5 * CheckedUpdate.Certified(target).Bound;
        ImmutableArray<ImmutableArray<double>> multipliers = MultiplierEstimate.Of(target, isEnforced ? bound : null, 1, CancellationToken.None)!.Value;
        LipschitzUpdateResult expected = isEnforced ? CheckedUpdate.Enforce(target, multipliers, bound) : CheckedUpdate.Regularize(target, multipliers, 0.1);
        LipschitzTrainingResult found = LipschitzTraining.Run(
            target,
            new QuadraticLoss(target),
            new LipschitzTrainingOptions
            {
                Goal = isEnforced ? LipschitzGoal.Enforce(bound) : LipschitzGoal.Regularize(0.1),
                Iterations = 100,
                Penalty = 2.0,
                Multipliers = MultiplierSource.Start,
                Update = new LipschitzUpdateOptions { Tolerance = 1e-9, Threads = 1 },
            });
        Assert.Equal(TrainingStatus.Completed, found.Status);
        Assert.InRange(CheckedUpdate.Distance(expected.Network, found.Network), 0.0, 1e-5);
    }

    [Fact]
    public void Adapted_penalty_ends_at_the_same_network()
    {
        Network target = ReferenceNetworks.Random(4, Activation.Tanh, 4, 5, 3);
        double bound = 0.5 * CheckedUpdate.Certified(target).Bound;
        ImmutableArray<ImmutableArray<double>> multipliers = MultiplierEstimate.Of(target, bound, 1, CancellationToken.None)!.Value;
        var penalties = new List<double>();
        LipschitzTrainingResult found = LipschitzTraining.Run(
            target,
            new QuadraticLoss(target),
            new LipschitzTrainingOptions
            {
                Goal = LipschitzGoal.Enforce(bound),
                Iterations = 100,
                Penalty = 1e-3,
                AdaptsPenalty = true,
                Multipliers = MultiplierSource.Start,
                Update = new LipschitzUpdateOptions { Tolerance = 1e-9, Threads = 1 },
            },
            new Listener<LipschitzTrainingReport>(report => penalties.Add(report.Penalty)));
        Assert.True(penalties[^1] > 1e-2);
        Assert.InRange(CheckedUpdate.Distance(CheckedUpdate.Enforce(target, multipliers, bound).Network, found.Network), 0.0, 1e-4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    public void Resumed_training_ends_in_the_same_bits(int iteration)
    {
        LipschitzTrainingState? state = null;
        TrainerState? trainerState = null;
        using Trainer whole = NewTrainer(1);
        double[] expected = UpdateOracle.Flat(LipschitzTraining.Run(Start, whole, Options(LipschitzGoal.Enforce(10.0), 1), new Listener<LipschitzTrainingReport>(report =>
        {
            if (report.Iteration == iteration)
            {
                (state, trainerState) = (report.State, whole.Save());
            }
        })).Network);
        using Trainer resumed = NewTrainer(2);
        resumed.Restore(trainerState!);
        LipschitzTrainingResult found = LipschitzTraining.Resume(state!, resumed, Options(LipschitzGoal.Enforce(10.0), 2));
        Assert.Equal(TrainingStatus.Completed, found.Status);
        Assert.Equal(20, found.Iterations);
        Assert.Equal(expected, UpdateOracle.Flat(found.Network));
    }

    [Fact]
    public void State_whose_parts_do_not_fit_is_refused()
    {
        var reports = new List<LipschitzTrainingReport>();
        Run(LipschitzGoal.Enforce(10.0), reports);
        LipschitzTrainingState state = reports[0].State;
        using Trainer trainer = NewTrainer(1);
        foreach (LipschitzTrainingState wrong in (LipschitzTrainingState[])[state with { Iteration = -1 }, state with { Penalty = -1.0 }, state with { Duals = [] }, state with { Multipliers = default }])
        {
            Assert.Throws<ArgumentException>(() => LipschitzTraining.Resume(wrong, trainer, Options(LipschitzGoal.Enforce(10.0), 1)));
        }
    }

    [Theory]
    [InlineData(MultiplierSource.Certified)]
    [InlineData(MultiplierSource.Start)]
    public void Bound_is_proved_wherever_the_multipliers_come_from(MultiplierSource source)
    {
        using Trainer trainer = NewTrainer(1);
        LipschitzTrainingResult result = LipschitzTraining.Run(Start, trainer, Options(LipschitzGoal.Enforce(10.0), 1) with { Multipliers = source });
        Assert.Equal(TrainingStatus.Completed, result.Status);
        Assert.True(result.Certificate!.Bound <= 10.0);
        Assert.True(CertificateVerifier.Verify(result.Certificate, result.Network).IsAccepted);
    }

    [Fact]
    public void Same_bits_for_any_number_of_threads()
    {
        double[] expected = UpdateOracle.Flat(Run(LipschitzGoal.Enforce(10.0), []).Network);
        Assert.Equal(expected, UpdateOracle.Flat(Run(LipschitzGoal.Enforce(10.0), [], threads: 2).Network));
    }

    [Fact]
    public void Cancellation_ends_with_the_last_whole_iteration()
    {
        var reports = new List<LipschitzTrainingReport>();
        using var source = new CancellationTokenSource();
        LipschitzTrainingResult result = Run(LipschitzGoal.Enforce(10.0), reports, cancelAfter: 3, source: source);
        Assert.Equal(TrainingStatus.Cancelled, result.Status);
        Assert.Equal(3, result.Iterations);
        Assert.Same(reports[2].Network, result.Network);
        Assert.Equal(TrainingStatus.Cancelled, Run(LipschitzGoal.Enforce(10.0), [], source: source).Status);
    }

    [Fact]
    public void Divergence_ends_with_the_last_proved_network()
    {
        var reports = new List<LipschitzTrainingReport>();
        LipschitzTrainingResult result = LipschitzTraining.Run(
            Start, new FailingLoss(), new LipschitzTrainingOptions { Goal = LipschitzGoal.Enforce(10.0) }, new Listener<LipschitzTrainingReport>(reports.Add));
        Assert.Equal(TrainingStatus.Diverged, result.Status);
        Assert.Equal(2, result.Iterations);
        Assert.Same(reports[^1].Network, result.Network);
        Assert.True(CertificateVerifier.Verify(result.Certificate!, result.Network).IsAccepted);
    }

    private static LipschitzTrainingResult Run(
        LipschitzGoal goal, List<LipschitzTrainingReport> reports, int threads = 1, int cancelAfter = int.MaxValue, CancellationTokenSource? source = null)
    {
        using Trainer trainer = NewTrainer(threads);
        var listener = new Listener<LipschitzTrainingReport>(report =>
        {
            reports.Add(report);
            if (report.Iteration == cancelAfter)
            {
                source!.Cancel();
            }
        });
        return LipschitzTraining.Run(Start, trainer, Options(goal, threads), listener, source?.Token ?? CancellationToken.None);
    }

    private static Trainer NewTrainer(int threads) => new(Start, Data, Loss.CrossEntropy, new TrainerOptions { LearningRate = 0.01, BatchSize = 10, Threads = threads });

    private static LipschitzTrainingOptions Options(LipschitzGoal goal, int threads) => new()
    {
        Goal = goal,
        Iterations = 20,
        EpochsPerIteration = 5,
        Penalty = 0.01,
        Update = new LipschitzUpdateOptions { Threads = threads },
    };

    private static Network TrainedStart()
    {
        Network start = NetworkInitialization.Uniform([2, 10, 10, 3], Activation.Tanh, 1);
        using var trainer = new Trainer(start, Data, Loss.CrossEntropy, new TrainerOptions { LearningRate = 0.01, BatchSize = 10, Threads = 1 });
        return trainer.Update(new LossUpdateRequest { Start = start, Epochs = 200 }).Network;
    }

    /// <summary>Changes nothing twice and then diverges.</summary>
    private sealed class FailingLoss : ILossUpdate
    {
        private int _calls;

        public LossUpdateResult Update(LossUpdateRequest request, IProgress<EpochReport>? progress = null, CancellationToken cancellationToken = default) =>
            new(++_calls <= 2 ? TrainingStatus.Completed : TrainingStatus.Diverged, request.Start, double.NaN);

        public double MeasureGradient(Network network) => 1.0;
    }
}
