using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Tests;
using SdpKit.Training.Tests.Projection;

namespace SdpKit.Training.Tests;

public sealed class TrainerTests
{
    private static readonly TrainingSet Data = TrainingSet.OfClasses(PaperExamples.ThreeClasses(), 3);

    private static readonly Network Start = NetworkInitialization.Uniform([2, 10, 10, 3], Activation.Tanh, 1);

    [Fact]
    public void Three_classes_are_learnt()
    {
        LossUpdateResult result = Train(new TrainerOptions { LearningRate = 0.01, BatchSize = 10 }, 500);
        Assert.Equal(TrainingStatus.Completed, result.Status);
        Assert.InRange(result.Loss, 0.0, 0.1);
        Assert.Equal(1.0, Accuracy.Of(result.Network, PaperExamples.ThreeClasses()), 0.05);
        Assert.True(Accuracy.Of(Start, PaperExamples.ThreeClasses()) < 0.8);
    }

    [Fact]
    public void Line_is_fitted_exactly()
    {
        var line = new TrainingSet(1, [0.0, 1.0, 2.0, 3.0], 1, [1.0, 3.0, 5.0, 7.0]);
        using var trainer = new Trainer(new Network(new DenseLayer(1, 1, [0.0], [0.0], Activation.Identity)), line, Loss.MeanSquare, Descent(0.1));
        LossUpdateResult result = trainer.Update(new LossUpdateRequest { Start = new Network(new DenseLayer(1, 1, [0.0], [0.0], Activation.Identity)), Epochs = 1000 });
        Assert.Equal(2.0, result.Network.Layers[0].Weights[0], 1e-9);
        Assert.Equal(1.0, result.Network.Layers[0].Bias[0], 1e-9);
    }

    /// <summary>With a quadratic loss and the anchor's penalty the optimum is known: (sum x t / n * 2 + s a) / (2 sum x^2 / n + s).</summary>
    [Fact]
    public void Anchor_pulls_weights_but_not_biases()
    {
        var line = new TrainingSet(1, [-1.0, 1.0, -2.0, 2.0], 1, [-1.0 + 5.0, 1.0 + 5.0, -2.0 + 5.0, 2.0 + 5.0]);
        var start = new Network(new DenseLayer(1, 1, [0.0], [0.0], Activation.Identity));
        using var trainer = new Trainer(start, line, Loss.MeanSquare, Descent(0.05));
        var anchor = new Network(new DenseLayer(1, 1, [4.0], [100.0], Activation.Identity));
        LossUpdateResult result = trainer.Update(new LossUpdateRequest { Start = start, Epochs = 2000, Anchor = anchor, AnchorWeight = 5.0 });
        Assert.Equal(((2.0 * 2.5) + (5.0 * 4.0)) / ((2.0 * 2.5) + 5.0), result.Network.Layers[0].Weights[0], 1e-9);
        Assert.Equal(5.0, result.Network.Layers[0].Bias[0], 1e-9);
    }

    [Fact]
    public void First_step_of_Adam_has_the_length_of_the_learning_rate()
    {
        LossUpdateResult result = Train(new TrainerOptions { LearningRate = 0.01 }, 1);
        double[] steps = [.. UpdateOracle.Flat(Start).Zip(UpdateOracle.Flat(result.Network), (x, y) => Math.Abs(x - y))];
        Assert.All(steps, step => Assert.Equal(0.01, step, 1e-5));
    }

    /// <summary>One step of gradient descent over all points is the rate times the derivative.</summary>
    [Fact]
    public void Derivative_is_what_a_step_of_gradient_descent_goes_along()
    {
        const double Rate = 1e-3;
        using var trainer = new Trainer(Start, Data, Loss.CrossEntropy, Descent(Rate) with { BatchSize = Data.Count });
        using var small = new Trainer(Start, Data, Loss.CrossEntropy, Descent(Rate) with { BatchSize = 7, Threads = 2 });
        double expected = SdpKit.Training.Methods.WeightNorms.Distance(Start, trainer.Update(new LossUpdateRequest { Start = Start }).Network) / Rate;
        TrainerState before = small.Save();
        Assert.Equal(expected, trainer.MeasureGradient(Start), 1e-9 * expected);
        Assert.Equal(expected, small.MeasureGradient(Start), 1e-9 * expected);
        Assert.Equal(before.Order.AsEnumerable(), small.Save().Order);
        Assert.Equal(before.OptimizerState.AsEnumerable(), small.Save().OptimizerState);
        Assert.Throws<ArgumentException>(() => small.MeasureGradient(ReferenceNetworks.Random(1, Activation.Tanh, 2, 3)));
    }

    [Theory]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.GradientDescent)]
    public void Same_bits_for_any_number_of_threads_and_in_any_company(OptimizerKind kind)
    {
        Network start = NetworkInitialization.Uniform([64, 96, 80, 3], Activation.Relu, 4);
        var random = new Random(3);
        var data = new TrainingSet(64, [.. Enumerable.Range(0, 64 * 300).Select(_ => random.NextDouble())], 3, [.. Enumerable.Range(0, 900).Select(i => i % 3 == i / 3 % 3 ? 1.0 : 0.0)]);
        Network Run(int threads)
        {
            using var trainer = new Trainer(start, data, Loss.CrossEntropy, new TrainerOptions { Optimizer = kind, Threads = threads, SquarePenalty = 1e-4 });
            return trainer.Update(new LossUpdateRequest { Start = start, Epochs = 3 }).Network;
        }

        double[] expected = UpdateOracle.Flat(Run(1));
        Network[] found = new Network[3];
        Parallel.For(0, 3, i => found[i] = Run(i + 1));
        Assert.All(found, network => Assert.Equal(expected, UpdateOracle.Flat(network)));
    }

    [Fact]
    public void Updates_go_on_where_the_one_before_ended()
    {
        using var whole = new Trainer(Start, Data, Loss.CrossEntropy, new TrainerOptions { BatchSize = 8, Threads = 1 });
        using var parts = new Trainer(Start, Data, Loss.CrossEntropy, new TrainerOptions { BatchSize = 8, Threads = 1 });
        Network expected = whole.Update(new LossUpdateRequest { Start = Start, Epochs = 5 }).Network;
        Network half = parts.Update(new LossUpdateRequest { Start = Start, Epochs = 2 }).Network;
        Assert.Equal(UpdateOracle.Flat(expected), UpdateOracle.Flat(parts.Update(new LossUpdateRequest { Start = half, Epochs = 3 }).Network));
    }

    [Theory]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.GradientDescent)]
    public void Restored_trainer_goes_on_with_the_same_bits(OptimizerKind kind)
    {
        var options = new TrainerOptions { Optimizer = kind, BatchSize = 8, Threads = 1, Seed = 5 };
        using var whole = new Trainer(Start, Data, Loss.CrossEntropy, options);
        Network half = whole.Update(new LossUpdateRequest { Start = Start, Epochs = 3 }).Network;
        TrainerState state = whole.Save();
        double[] expected = UpdateOracle.Flat(whole.Update(new LossUpdateRequest { Start = half, Epochs = 4 }).Network);
        using var restored = new Trainer(Start, Data, Loss.CrossEntropy, options);
        restored.Restore(state);
        var epochs = new List<int>();
        Network found = restored.Update(new LossUpdateRequest { Start = half, Epochs = 4 }, new Listener<EpochReport>(report => epochs.Add(report.Epoch))).Network;
        Assert.Equal(expected, UpdateOracle.Flat(found));
        Assert.Equal([4, 5, 6, 7], epochs);
    }

    [Fact]
    public void State_of_another_trainer_is_refused()
    {
        using var trainer = new Trainer(Start, Data, Loss.CrossEntropy);
        TrainerState state = trainer.Save();
        Assert.Throws<ArgumentException>(() => trainer.Restore(state with { Order = [.. state.Order.Skip(1)] }));
        Assert.Throws<ArgumentException>(() => trainer.Restore(state with { Order = state.Order.SetItem(0, state.Order[1]) }));
        Assert.Throws<ArgumentException>(() => trainer.Restore(state with { RandomState = [] }));
        Assert.Throws<ArgumentException>(() => trainer.Restore(state with { RandomState = state.RandomState.SetItem(624, 625) }));
        Assert.Throws<ArgumentException>(() => trainer.Restore(state with { OptimizerState = default }));
        Assert.Throws<ArgumentException>(() => trainer.Restore(state with { OptimizerState = [1.0] }));
        Assert.Throws<ArgumentException>(() => trainer.Restore(state with { Epochs = -1 }));
    }

    [Fact]
    public void Divergence_ends_with_the_last_good_state()
    {
        // Squares of the outputs overflow after some steps: 1e30 is reached slowly enough for whole epochs before.
        var line = new TrainingSet(1, [1.0, 2.0], 1, [1.0, 2.0]);
        var start = new Network(new DenseLayer(1, 1, [0.0], [0.0], Activation.Identity));
        using var trainer = new Trainer(start, line, Loss.MeanSquare, Descent(1e10));
        var losses = new List<double>();
        LossUpdateResult result = trainer.Update(new LossUpdateRequest { Start = start, Epochs = 1000 }, new Listener<EpochReport>(report => losses.Add(report.Loss)));
        Assert.Equal(TrainingStatus.Diverged, result.Status);
        Assert.InRange(losses.Count, 2, 100);
        Assert.Equal(losses[^1], result.Loss);
        Assert.True(double.IsFinite(result.Network.Layers[0].Weights[0]));
    }

    [Fact]
    public void Cancellation_ends_with_the_last_whole_epoch()
    {
        using var source = new CancellationTokenSource();
        using var trainer = new Trainer(Start, Data, Loss.CrossEntropy, new TrainerOptions { Threads = 1 });
        LossUpdateResult result = trainer.Update(
            new LossUpdateRequest { Start = Start, Epochs = 1000 },
            new Listener<EpochReport>(report =>
            {
                if (report.Epoch == 3)
                {
                    source.Cancel();
                }
            }),
            source.Token);
        Assert.Equal(TrainingStatus.Cancelled, result.Status);
        Assert.Equal(UpdateOracle.Flat(Train(new TrainerOptions(), 3).Network), UpdateOracle.Flat(result.Network));
    }

    [Fact]
    public void Square_penalty_makes_parameters_small()
    {
        double Squares(double penalty) => UpdateOracle.Flat(Train(new TrainerOptions { SquarePenalty = penalty }, 100).Network).Sum(value => value * value);
        Assert.True(Squares(0.1) < 0.5 * Squares(0.0));
    }

    [Fact]
    public void Spectral_limit_holds_the_product_of_norms()
    {
        Network network = Train(new TrainerOptions { SpectralBound = 3.0, LearningRate = 0.05 }, 100).Network;
        CertifiedBound bound = LipschitzCertifier.Certify(network, new CertifyOptions { Method = LipschitzMethod.Product, Threads = 1, FindsLowerBound = false });
        Assert.InRange(bound.Bound!.Value, 2.0, 3.0 * (1.0 + 1e-9));
    }

    [Fact]
    public void Misuse_is_named()
    {
        Assert.Contains("inputs", Assert.Throws<ArgumentException>(() => new Trainer(ReferenceNetworks.Random(1, Activation.Relu, 3, 3), Data, Loss.CrossEntropy)).Message, StringComparison.Ordinal);
        using var trainer = new Trainer(Start, Data, Loss.CrossEntropy);
        Network other = ReferenceNetworks.Random(1, Activation.Tanh, 2, 9, 3);
        Assert.Contains("2, 10, 10, 3", Assert.Throws<ArgumentException>(() => trainer.Update(new LossUpdateRequest { Start = other })).Message, StringComparison.Ordinal);
        Assert.StartsWith("The value 1 of point 0 is NaN", Assert.Throws<ArgumentException>(() => new TrainingSet(2, [1.0, double.NaN], 1, [1.0])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new TrainingSet(2, [1.0, 2.0, 3.0], 1, [1.0]));
        Assert.Throws<ArgumentException>(() => TrainingSet.OfClasses(PaperExamples.ThreeClasses(), 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { LearningRate = double.NaN });
    }

    private static LossUpdateResult Train(TrainerOptions options, int epochs)
    {
        using var trainer = new Trainer(Start, Data, Loss.CrossEntropy, options with { Threads = 1 });
        return trainer.Update(new LossUpdateRequest { Start = Start, Epochs = epochs });
    }

    private static TrainerOptions Descent(double rate) => new() { Optimizer = OptimizerKind.GradientDescent, LearningRate = rate, Threads = 1 };
}
