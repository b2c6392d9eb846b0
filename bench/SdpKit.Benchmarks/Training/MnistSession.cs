using System.Diagnostics;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Data;
using SdpKit.Lipschitz.Robustness;
using SdpKit.Training;
using SdpKit.Training.Robustness;

namespace SdpKit.Benchmarks.Training;

/// <summary>Trains one network on MNIST as <c>sdpkit train</c> does, proves its bound and evaluates it.</summary>
internal sealed class MnistSession(MnistSetting setting, LabelledData training, LabelledData test)
{
    /// <summary>The number of epochs of plain training before ADMM.</summary>
    private const int StartEpochs = 5;

    /// <summary>The authors' training without ADMM: 5 epochs of Adam at 0.01 in the order of the file.</summary>
    private const int PaperEpochs = 5;
    private const double PaperRate = 0.01;

    private readonly TrainingSet _data = TrainingSet.OfClasses(training, 10);
    private readonly TrainerOptions _trainer = new() { Seed = setting.Seed, Threads = setting.Threads };
    private readonly List<LipschitzTrainingReport> _reports = [];

    public MnistRun Run()
    {
        Network start = NetworkInitialization.Uniform(setting.Sizes, Activation.Tanh, setting.Seed);
        long begin = Stopwatch.GetTimestamp();
        Network network = Train(start);
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        CertifiedBound bound = LipschitzCertifier.Certify(network, new CertifyOptions { FindsLowerBound = false });
        RobustnessEvaluation evaluation = RobustnessEvaluation.Of(
            network, test, MarginBounds.Of(bound.Certificate!), new RobustnessOptions { Pooled = setting.Sizes[0] == 196 ? 4 : 1 });
        return new MnistRun(
            setting.Name,
            setting.Seed,
            seconds,
            bound.Bound!.Value,
            bound.ProductBound!.Value,
            _reports.Count,
            _reports.Select(report => report.Certificate.Bound).DefaultIfEmpty(0.0).Max(),
            _reports.Select(report => report.KktResidual).DefaultIfEmpty(0.0).Max(),
            evaluation);
    }

    private Network Train(Network start) => setting.Method switch
    {
        "paper-nominal" => TrainPlainly(start, _trainer with { LearningRate = PaperRate, Shuffles = false }, PaperEpochs, anneals: false),
        "paper-l2" => TrainPlainly(start, _trainer with { LearningRate = PaperRate, Shuffles = false, SquarePenalty = setting.Value }, PaperEpochs, anneals: false),
        "nominal" => TrainPlainly(start, _trainer, StartEpochs + setting.Epochs, anneals: true),
        "l2" => TrainPlainly(start, _trainer with { SquarePenalty = setting.Value }, StartEpochs + setting.Epochs, anneals: true),
        "spectral" => TrainPlainly(start, _trainer with { SpectralBound = setting.Value }, StartEpochs + setting.Epochs, anneals: true),
        "enforce" => TrainWithBound(start, LipschitzGoal.Enforce(setting.Value)),
        "regularize" => TrainWithBound(start, LipschitzGoal.Regularize(setting.Value)),
        var other => throw new ArgumentException($"{other} is no method."),
    };

    private Network TrainPlainly(Network start, TrainerOptions options, int epochs, bool anneals)
    {
        using var trainer = new Trainer(start, _data, Loss.CrossEntropy, options);
        Network network = start;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            network = Completed(trainer.Update(new LossUpdateRequest { Start = network, LearningRateFactor = anneals ? CosineAnnealing.Factor(epoch, epochs) : 1.0 }));
        }

        return network;
    }

    private Network TrainWithBound(Network start, LipschitzGoal goal)
    {
        Network trained = TrainPlainly(start, _trainer, StartEpochs, anneals: false);
        using var trainer = new Trainer(trained, _data, Loss.CrossEntropy, _trainer);
        var options = new LipschitzTrainingOptions
        {
            Goal = goal,
            Iterations = setting.Epochs,
            Penalty = setting.Sigma,
            Multipliers = setting.Multipliers,
            Update = new LipschitzUpdateOptions { Threads = setting.Threads },
        };
        LipschitzTrainingResult result = LipschitzTraining.Run(trained, trainer, options, new Listener(_reports));
        return result.Status == TrainingStatus.Completed ? result.Network : throw new InvalidOperationException($"Training ended with {result.Status}.");
    }

    private static Network Completed(LossUpdateResult result) =>
        result.Status == TrainingStatus.Completed ? result.Network : throw new InvalidOperationException($"Training ended with {result.Status}.");

    private sealed class Listener(List<LipschitzTrainingReport> reports) : IProgress<LipschitzTrainingReport>
    {
        public void Report(LipschitzTrainingReport value) => reports.Add(value);
    }
}
