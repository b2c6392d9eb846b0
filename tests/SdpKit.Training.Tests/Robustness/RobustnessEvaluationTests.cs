using FsCheck.Xunit;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Data;
using SdpKit.Lipschitz.Robustness;
using SdpKit.Lipschitz.Tests;
using SdpKit.Training.Robustness;

namespace SdpKit.Training.Tests.Robustness;

public sealed class RobustnessEvaluationTests
{
    private static readonly RobustnessOptions Options = new() { Deviations = [0.0, 0.2, 0.5], Radii = [0.0, 0.02, 0.05, 0.1, 0.3, 1.0], Threads = 1 };

    /// <summary>What is proved withstands any attack, and no attack helps.</summary>
    [Property(MaxTest = 20)]
    public void Certified_is_at_most_attacked_is_at_most_clean_accuracy(int seed)
    {
        Network network = ReferenceNetworks.Random(seed, seed % 2 == 0 ? Activation.Tanh : Activation.Relu, 4, 8, 6, 3);
        RobustnessEvaluation evaluation = Evaluate(network, Classified(network, AdversarialAttackTests.Points(seed, 4, 60)));
        AssertOrdered(evaluation);
        Assert.Equal(evaluation.CleanAccuracy, evaluation.Find(Perturbation.ProjectedGradient)!.Accuracies[0]);
        Assert.Equal(evaluation.CleanAccuracy, evaluation.Find(Perturbation.GaussianNoise)!.Accuracies[0]);
        Assert.Equal(evaluation.CleanAccuracy, evaluation.Find(Perturbation.UniformNoise)!.Accuracies[0]);
    }

    [Fact]
    public void Trained_network_keeps_the_order_too()
    {
        LabelledData data = PaperExamples.ThreeClasses(300);
        TrainingSet set = TrainingSet.OfClasses(data, 3);
        Network start = NetworkInitialization.Uniform([2, 10, 10, 3], Activation.Tanh, 1);
        using var trainer = new Trainer(start, set, Loss.CrossEntropy, new TrainerOptions { LearningRate = 0.02, Threads = 1 });
        Network trained = trainer.Update(new LossUpdateRequest { Start = start, Epochs = 200 }).Network;
        RobustnessEvaluation evaluation = Evaluate(trained, data);
        Assert.InRange(evaluation.CleanAccuracy, 0.9, 1.0);
        AssertOrdered(evaluation);
        Assert.InRange(evaluation.Find(Perturbation.Any)!.Accuracies[0], 0.9, 1.0);
        Assert.InRange(evaluation.Find(Perturbation.ProjectedGradient)!.Accuracies[^1], 0.0, 0.1);
    }

    /// <summary>For a linear classifier the bound of the margin is its slope in the worst direction: the proof is tight, and the attack is the best there is.</summary>
    [Fact]
    public void Linear_classifier_is_attacked_exactly_where_nothing_is_proved()
    {
        var network = new Network(new DenseLayer(2, 2, [1.0, 2.0, -2.0, 6.0], [0.1, 0.2], Activation.Identity));
        LabelledData data = Classified(network, AdversarialAttackTests.Points(4, 2, 200, classes: 2));
        RobustnessEvaluation evaluation = RobustnessEvaluation.Of(network, data, BoundsOf(network, OutputSelection.Margin(0, 1)), Options);
        Assert.Equal(evaluation.Find(Perturbation.ProjectedGradient)!.Accuracies.AsEnumerable(), evaluation.Find(Perturbation.Any)!.Accuracies.AsEnumerable());
        Assert.InRange(evaluation.Find(Perturbation.Any)!.Accuracies[3], 0.05, 0.999);
    }

    [Fact]
    public void Pooled_noise_comes_first_and_harms_less()
    {
        Network network = ReferenceNetworks.Random(5, Activation.Tanh, 4, 8, 3);
        LabelledData data = Classified(network, AdversarialAttackTests.Points(5, 4, 2000));
        RobustnessEvaluation evaluation = RobustnessEvaluation.Of(network, data, options: Options with { Pooled = 4 });
        Assert.Equal([4, 4, 1, 1, 1, 1], evaluation.Curves.Select(curve => curve.Pooled));
        Assert.Null(evaluation.Find(Perturbation.Any));
        foreach (Perturbation kind in new[] { Perturbation.GaussianNoise, Perturbation.UniformNoise })
        {
            Assert.True(evaluation.Find(kind, isPooled: true)!.Accuracies[^1] > evaluation.Find(kind)!.Accuracies[^1]);
        }
    }

    [Fact]
    public void Same_answer_for_any_number_of_threads()
    {
        Network network = ReferenceNetworks.Random(6, Activation.Tanh, 64, 96, 80, 3);
        LabelledData data = AdversarialAttackTests.Points(6, 64, 1100);
        RobustnessEvaluation one = RobustnessEvaluation.Of(network, data, BoundsOf(network), Options with { AttackSteps = 2 });
        RobustnessEvaluation three = RobustnessEvaluation.Of(network, data, BoundsOf(network), Options with { AttackSteps = 2, Threads = 3 });
        Assert.All(one.Curves.Zip(three.Curves), pair => Assert.Equal(pair.First.Accuracies.AsEnumerable(), pair.Second.Accuracies.AsEnumerable()));
    }

    [Fact]
    public void Levels_that_are_none_are_misuse()
    {
        Assert.Throws<ArgumentException>(() => new RobustnessOptions { Radii = [0.2, 0.1] });
        Assert.Throws<ArgumentException>(() => new RobustnessOptions { Deviations = [-1.0] });
        Assert.Throws<ArgumentException>(() => new RobustnessOptions { Deviations = [double.NaN] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RobustnessOptions { Pooled = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RobustnessOptions { AttackSteps = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RobustnessOptions { Threads = 0 });
    }

    [Fact]
    public void Cancellation_ends_the_evaluation()
    {
        Network network = ReferenceNetworks.Random(6, Activation.Tanh, 4, 8, 3);
        Assert.Throws<OperationCanceledException>(() =>
            RobustnessEvaluation.Of(network, AdversarialAttackTests.Points(6, 4, 10), options: Options, cancellationToken: new CancellationToken(canceled: true)));
    }

    private static RobustnessEvaluation Evaluate(Network network, LabelledData data) => RobustnessEvaluation.Of(network, data, BoundsOf(network), Options);

    private static MarginBounds BoundsOf(Network network, params OutputSelection[] margins)
    {
        LipschitzCertificate Certificate(OutputSelection output) => LipschitzCertifier.Certify(network, new CertifyOptions { Output = output, Threads = 1, FindsLowerBound = false }).Certificate!;
        return MarginBounds.Of(Certificate(OutputSelection.All), margins.Select(Certificate));
    }

    /// <summary>Gives each point the class that the network gives it, but every fifth one another.</summary>
    private static LabelledData Classified(Network network, LabelledData data) => new(data.PointShape, data.Values, [.. Enumerable.Range(0, data.Count).Select(k =>
    {
        double[] outputs = network.Evaluate(data.Point(k));
        int label = Enumerable.Range(0, outputs.Length).MaxBy(i => outputs[i]);
        return k % 5 == 0 ? (label + 1) % outputs.Length : label;
    })]);

    private static void AssertOrdered(RobustnessEvaluation evaluation)
    {
        AccuracyCurve fast = evaluation.Find(Perturbation.FastGradient)!;
        AccuracyCurve projected = evaluation.Find(Perturbation.ProjectedGradient)!;
        AccuracyCurve proved = evaluation.Find(Perturbation.Any)!;
        for (int i = 0; i < Options.Radii.Length; i++)
        {
            Assert.True(proved.Accuracies[i] <= projected.Accuracies[i]);
            Assert.True(projected.Accuracies[i] <= fast.Accuracies[i]);
            Assert.True(fast.Accuracies[i] <= evaluation.CleanAccuracy);
        }
    }
}
