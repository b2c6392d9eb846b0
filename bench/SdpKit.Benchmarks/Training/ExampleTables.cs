using System.Collections.Immutable;
using System.Globalization;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Data;
using SdpKit.Training;

namespace SdpKit.Benchmarks.Training;

/// <summary>Prints what the methods make of the small examples of arXiv 2005.02929, with the authors' hyper-parameters: full batches, constant rates, their sigma.</summary>
internal static class ExampleTables
{
    private const int CurveSteps = 10_000;
    private const int CurveIterations = 100;
    private const int PlaneSteps = 10_000;
    private const int PlaneIterations = 5;

    private static readonly Dictionary<string, Action> Examples = new() { ["sine"] = Sine, ["steps"] = Steps, ["plane"] = Plane };

    /// <summary>Arguments: sine, steps or plane; all three without any.</summary>
    public static void Run(string[] names)
    {
        Console.WriteLine("| example | method | training | test | proved L | iterations, bound held at all |");
        Console.WriteLine("|---|---|---:|---:|---:|---|");
        foreach (string name in names.Length == 0 ? [.. Examples.Keys] : names)
        {
            Examples[name]();
        }
    }

    private static void Sine()
    {
        TrainingSet data = PaperExamples.Sine();
        var example = new Example("sine, 1-10-1: mean square error", [1, 10, 1], data, Loss.MeanSquare, 0.01, network => SquareError(network, data), network => SquareError(network, PaperExamples.Sine(3)));
        Network start = Plain(example, "nominal", 1_000_000, 0.0, "L2, lambda 0.01", 500_000, 0.01);
        double bound = LipschitzCertifier.Certify(start).Bound!.Value;
        Admm(example, "regularised, mu 0.01, sigma 2", start, LipschitzGoal.Regularize(0.01), 2.0, CurveIterations, CurveSteps, MultiplierSource.Start);
        Admm(example, string.Create(CultureInfo.InvariantCulture, $"enforced, L = {bound:F3} of the L2 network, sigma 2"), start, LipschitzGoal.Enforce(bound), 2.0, CurveIterations, CurveSteps, MultiplierSource.Start);
    }

    private static void Steps()
    {
        TrainingSet data = PaperExamples.Steps();
        var example = new Example("steps, 1-10-1: mean square error, accuracy", [1, 10, 1], data, Loss.MeanSquare, 0.01, network => SquareError(network, data), network => StepAccuracy(network, data));
        Network start = Plain(example, "nominal", 1_000_000, 0.0, "L2, lambda 0.0005", 1_000_000, 5e-4);
        Admm(example, "regularised, mu 0.0008, sigma 2", start, LipschitzGoal.Regularize(8e-4), 2.0, CurveIterations, CurveSteps, MultiplierSource.Start);
    }

    private static void Plane()
    {
        LabelledData points = PaperExamples.ThreeClasses();
        LabelledData test = PaperExamples.ThreeClasses(5000, 1);
        var example = new Example(
            "three classes, 2-10-10-3: accuracy", [2, 10, 10, 3], TrainingSet.OfClasses(points, 3), Loss.CrossEntropy, 0.1, network => Accuracy.Of(network, points), network => Accuracy.Of(network, test));
        Network start = Plain(example, "nominal", 2 * PlaneSteps, 0.0, "L2, lambda 0.0005", 2 * PlaneSteps, 5e-4);
        Admm(example, "regularised, mu 1e-5, sigma 0.25", start, LipschitzGoal.Regularize(1e-5), 0.25, PlaneIterations, PlaneSteps, MultiplierSource.Trained);
        Admm(example, "enforced, L = 50, sigma 0.25", start, LipschitzGoal.Enforce(50.0), 0.25, PlaneIterations, PlaneSteps, MultiplierSource.Trained);
    }

    /// <summary>Trains without a bound; the second way is where ADMM starts.</summary>
    private static Network Plain(Example example, string first, int firstSteps, double firstPenalty, string second, int secondSteps, double secondPenalty)
    {
        Print(example, first, Train(example, firstSteps, firstPenalty), "");
        Network network = Train(example, secondSteps, secondPenalty);
        Print(example, second, network, "");
        return network;
    }

    private static Network Train(Example example, int steps, double squarePenalty)
    {
        using Trainer trainer = NewTrainer(example, squarePenalty);
        return trainer.Update(new LossUpdateRequest { Start = example.Start, Epochs = steps }).Network;
    }

    private static void Admm(Example example, string name, Network start, LipschitzGoal goal, double sigma, int iterations, int steps, MultiplierSource multipliers)
    {
        using Trainer trainer = NewTrainer(example, 0.0);
        var bounds = new List<double>();
        var options = new LipschitzTrainingOptions
        {
            Goal = goal,
            Iterations = iterations,
            EpochsPerIteration = steps,
            Penalty = sigma,
            Multipliers = multipliers,
            AnnealsLearningRate = false,
            Update = new LipschitzUpdateOptions { Threads = 1 },
        };
        LipschitzTrainingResult result = LipschitzTraining.Run(start, trainer, options, new Listener(bounds));
        bool isHeld = goal.Bound is null || bounds.All(bound => bound <= goal.Bound);
        Print(example, name, result.Network, $"{bounds.Count}, {(goal.Bound is null ? "each proved" : isHeld ? "yes" : "no")}");
    }

    private static Trainer NewTrainer(Example example, double squarePenalty) => new(
        example.Start,
        example.Data,
        example.Loss,
        new TrainerOptions { Optimizer = OptimizerKind.GradientDescent, LearningRate = example.Rate, BatchSize = example.Data.Count, Shuffles = false, SquarePenalty = squarePenalty, Threads = 1 });

    private static void Print(Example example, string method, Network network, string iterations)
    {
        double bound = LipschitzCertifier.Certify(network, new CertifyOptions { FindsLowerBound = false }).Bound!.Value;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {example.Name} | {method} | {example.OnTraining(network):F4} | {example.OnTest(network):F4} | {bound:F3} | {iterations} |"));
    }

    private static double SquareError(Network network, TrainingSet data) => Enumerable.Range(0, data.Count).Average(k => Math.Pow(network.Evaluate(data.Point(k))[0] - data.Target(k)[0], 2.0));

    /// <summary>The fraction of the points on the right side of 0.5.</summary>
    private static double StepAccuracy(Network network, TrainingSet data) =>
        Enumerable.Range(0, data.Count).Average(k => network.Evaluate(data.Point(k))[0] > 0.5 == data.Target(k)[0] > 0.5 ? 1.0 : 0.0);

    private sealed class Listener(List<double> bounds) : IProgress<LipschitzTrainingReport>
    {
        public void Report(LipschitzTrainingReport value) => bounds.Add(value.Certificate.Bound);
    }

    private sealed record Example(
        string Name, ImmutableArray<int> Sizes, TrainingSet Data, Loss Loss, double Rate, Func<Network, double> OnTraining, Func<Network, double> OnTest)
    {
        public Network Start { get; } = NetworkInitialization.Uniform(Sizes, Activation.Tanh, 0);
    }
}
