using System.Collections.Immutable;
using SdpKit.Cli.Reporting;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Training;
using SdpKit.Training.Robustness;

namespace SdpKit.Cli.Training;

/// <summary>Represents training after a whole iteration: all that the rest of it depends on.</summary>
internal sealed record TrainingState
{
    /// <summary>Gets the options that training was started with, as on a command line.</summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>Gets the digest of the points trained with.</summary>
    public required string DataDigest { get; init; }

    /// <summary>Gets how inputs and targets are scaled for training.</summary>
    public DataScaling Scaling { get; init; } = new(null, null);

    /// <summary>Gets the network that plain training has reached, for scaled data.</summary>
    public required Network Network { get; init; }

    /// <summary>Gets the number of iterations of plain training.</summary>
    public int PlainIterations { get; init; }

    /// <summary>Gets the state of the trainer in hand; null before its first iteration.</summary>
    public TrainerState? Trainer { get; init; }

    /// <summary>Gets the state of ADMM; null before its first iteration.</summary>
    public LipschitzTrainingState? Lipschitz { get; init; }

    /// <summary>Gets the iterations so far.</summary>
    public ImmutableArray<TrainingStep> Steps { get; init; } = [];

    /// <summary>Gets the network to use, as far as training has come, for data as they are.</summary>
    public Network Usable => Scaling.Fold(ForScaledData);

    /// <summary>Gets the same network for scaled data.</summary>
    public Network ForScaledData => Lipschitz?.Certified ?? Network;

    /// <summary>Gets the proof of its bound, where training has one.</summary>
    public LipschitzCertificate? Certificate => Lipschitz is null ? null : Scaling.Fold(Lipschitz.Certificate, Lipschitz.Certified);

    /// <summary>Gets the time spent so far.</summary>
    public TimeSpan Elapsed => TimeSpan.FromSeconds(Steps is [.., var last] ? last.Seconds : 0.0);

    /// <summary>Gets what training has come to, for a report.</summary>
    public TrainedNetwork ForReport(string name, double? bound, RobustnessEvaluation? evaluation) => new()
    {
        Name = name,
        Network = Usable,
        Bound = bound,
        History = [.. Steps.Select(step => new TrainingMoment(step.Epoch, step.Loss, double.IsNaN(step.Bound) ? null : step.Bound))],
        Evaluation = evaluation,
    };
}
