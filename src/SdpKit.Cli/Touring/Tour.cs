using System.Globalization;
using SdpKit.Cli.Output;
using SdpKit.Cli.Reporting;
using SdpKit.Cli.Training;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Data;
using SdpKit.Lipschitz.Formats;
using SdpKit.Lipschitz.Robustness;
using SdpKit.Training;
using SdpKit.Training.Robustness;

namespace SdpKit.Cli.Touring;

/// <summary>Shows the whole story on the example in two dimensions of arXiv 2005.02929: trains plainly and under a bound, certifies and verifies both, and compares them.</summary>
/// <param name="folder">Where the networks, certificates and the report go; made where it is not there.</param>
/// <param name="threads">The number of threads.</param>
/// <param name="output">Gets what a user reads.</param>
internal sealed class Tour(string folder, int threads, TextWriter output)
{
    private const double Bound = 40.0;
    private const int TestCount = 5000;
    private const uint TestSeed = 1;

    private static readonly LabelledData Points = PaperExamples.ThreeClasses();
    private static readonly LabelledData TestPoints = PaperExamples.ThreeClasses(TestCount, TestSeed);

    /// <summary>Levels that matter on the unit square.</summary>
    private static readonly RobustnessOptions Levels = new() { Deviations = [0.0, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1], Radii = [0.0, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1] };

    /// <summary>Runs it.</summary>
    /// <returns>Whether all bounds were proved and all certificates accepted.</returns>
    /// <exception cref="InputException">A file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public bool Run(CancellationToken cancellationToken)
    {
        MakeFolder();
        Network start = NetworkInitialization.Uniform([2, 10, 10, 3], Activation.Tanh, seed: 0);
        var trainer = new TrainerOptions { LearningRate = 0.02, Threads = threads };
        var nominal = new TrainingPlan
        {
            Method = TrainingMethod.Nominal,
            Start = start,
            Loss = Loss.CrossEntropy,
            Plain = new TrainingPhase(trainer, Iterations: 50, Epochs: 100, Anneals: true),
            LossUpdate = trainer,
        };
        TrainingPlan enforced = nominal with
        {
            Method = TrainingMethod.Enforce,
            Plain = new TrainingPhase(trainer, Iterations: 5, Epochs: 100, Anneals: false),
            Lipschitz = new LipschitzTrainingOptions
            {
                Goal = LipschitzGoal.Enforce(Bound),
                Iterations = 50,
                EpochsPerIteration = 100,
                Update = new LipschitzUpdateOptions { Threads = threads },
            },
        };
        Write($"A network 2-10-10-3 (tanh) learns three classes of points in the unit square from {Points.Count} of them; {TestCount} others test it.");
        Stop first = Visit("nominal", "Plain training: the loss alone", nominal, cancellationToken);
        Stop second = Visit("enforced", $"The same with a Lipschitz bound of {Bound:G4}, proved at each of {enforced.Iterations} iterations", enforced, cancellationToken);
        Stop[] stops = [first, second];
        string page = Path.Combine(folder, "report.html");
        var comparison = new TrainingComparison("Three classes of points: trained plainly, and with a proved bound", [.. stops.Select(stop => stop.Network)]) { Points = Points };
        AtomicFile.Write(page, stream => TrainingPage.Write(comparison, stream));
        Write($"");
        Write($"Decision regions, noise, attacks and what is proved: {Path.GetFullPath(page)}");
        Write($"Next: sdpkit certify NETWORK, sdpkit train --help");
        return stops.All(stop => stop.IsProved);
    }

    private Stop Visit(string name, string heading, TrainingPlan plan, CancellationToken cancellationToken)
    {
        Write($"");
        Write($"{heading}");
        TrainingState state = Train(plan, cancellationToken);
        Network network = state.Usable;
        string networkFile = Path.Combine(folder, $"{name}.json");
        AtomicFile.Write(networkFile, stream => NetworkWriter.Write(network, stream, NetworkFormat.Json, CancellationToken.None));
        Write($"  trained    {networkFile}, {state.Steps[^1].Epoch} epochs in {state.Elapsed.TotalSeconds:F1} s: {100.0 * Accuracy.Of(network, TestPoints, threads):F1} % of the test points right");

        CertifiedBound answer = LipschitzCertifier.Certify(network, new CertifyOptions { Threads = threads }, progress: null, cancellationToken);
        bool isAccepted = answer.Certificate is { } certificate && Verify(name, certificate, network, answer, cancellationToken);
        RobustnessEvaluation evaluation = RobustnessEvaluation.Of(
            network, TestPoints, answer.Certificate is null ? null : MarginBounds.Of(answer.Certificate), Levels with { Threads = threads }, cancellationToken);
        return new Stop(state.ForReport(name, answer.Bound, evaluation), isAccepted);
    }

    private static TrainingState Train(TrainingPlan plan, CancellationToken cancellationToken)
    {
        TrainingSet Targets(LabelledData points) => TrainingSet.OfClasses(points, plan.Start.OutputSize);
        var data = new TrainingData(Targets(Points), Validation: null, Targets(TestPoints), HasClasses: true);
        var from = new TrainingState { Arguments = [], DataDigest = "", Network = plan.Start };
        TrainingOutcome outcome = new TrainingSession(plan, data, progress: null).Run(from, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return outcome.State;
    }

    /// <summary>Writes a certificate, and verifies what was written.</summary>
    private bool Verify(string name, LipschitzCertificate certificate, Network network, CertifiedBound answer, CancellationToken cancellationToken)
    {
        string file = Path.Combine(folder, $"{name}.certificate.json");
        AtomicFile.Write(file, stream => CertificateWriter.Write(certificate, stream));
        Write($"  certified  {file}: the output moves at most {certificate.Bound:G6} times as far as the input; lower bound {answer.LowerBound:G6}");
        CertificateCheck check = CertificateVerifier.Verify(CertificateReader.Read(file), network, threads, cancellationToken);
        Write($"  verified   {(check.IsAccepted ? "accepted, without a solver" : check.Reason)}");
        return check.IsAccepted;
    }

    private void MakeFolder()
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--out: the folder {folder} cannot be made ({OneLine.Of(exception.Message)})", exception);
        }
    }

    private void Write(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Represents one network of the tour.</summary>
    private sealed record Stop(TrainedNetwork Network, bool IsProved);
}
