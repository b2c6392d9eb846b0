using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Training;

namespace SdpKit.Cli.Training;

/// <summary>Represents what <c>train</c> has made.</summary>
/// <param name="Run">The training.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Network">The network to use.</param>
/// <param name="NetworkFiles">The files of the network.</param>
/// <param name="Certificate">The proof of its bound; null where there is none.</param>
internal sealed record TrainingResult(TrainingRun Run, TrainingOutcome Outcome, Network Network, string[] NetworkFiles, LipschitzCertificate? Certificate)
{
    /// <summary>Gets the number of whole iterations: those of ADMM where there is one.</summary>
    public int Iterations => Run.Plan.Lipschitz is null ? Outcome.State.PlainIterations : Outcome.State.Lipschitz?.Iteration ?? 0;

    /// <summary>Gets the accuracy, or the mean square error, on the points trained with.</summary>
    public double TrainingScore => Score(Run.Data.Training);

    /// <summary>Gets that on the points held out; null for none.</summary>
    public double? ValidationScore => Run.Data.Validation is { } points ? Score(points) : null;

    /// <summary>Gets that on the test points; null for none.</summary>
    public double? TestScore => Run.Data.Test is { } points ? Score(points) : null;

    private double Score(TrainingSet points) => Training.TrainingScore.Of(Network, points, Run.Data.HasClasses, Run.Plan.Threads);
}
