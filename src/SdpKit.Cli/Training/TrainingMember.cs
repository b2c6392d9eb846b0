using SdpKit.Cli.Reporting;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Data;
using SdpKit.Lipschitz.Robustness;
using SdpKit.Training;
using SdpKit.Training.Robustness;

namespace SdpKit.Cli.Training;

/// <summary>Represents a training among those that a report compares.</summary>
/// <param name="Name">Its name, that of its folder.</param>
/// <param name="State">What it has come to.</param>
/// <param name="Network">The network to use.</param>
/// <param name="Certificate">The proof of its network's bound; null where there is none.</param>
internal sealed record TrainingMember(string Name, TrainingState State, Network Network, LipschitzCertificate? Certificate)
{
    /// <summary>Gets the member that a run has just become.</summary>
    public static TrainingMember Of(TrainingResult result) => new(result.Run.Folder.Name, result.Outcome.State, result.Network, result.Certificate);

    /// <summary>Reads another training, and verifies its certificate.</summary>
    /// <exception cref="InputException">It is none, was made with other points, or its certificate is not one of its network.</exception>
    public static TrainingMember Read(RunFolder folder, TrainingRun run)
    {
        TrainingState state = folder.Checkpoint.Read();
        if (state.DataDigest != run.From.DataDigest)
        {
            throw new InputException($"--beside: found other points in the training {folder.Path} than in this one");
        }

        (Network network, LipschitzCertificate? certificate) = ReadCertificate(folder.CertificatePath, state.Usable, run.Plan.Threads);
        return new TrainingMember(folder.Name, state, network, certificate);
    }

    /// <summary>Compares trainings.</summary>
    /// <param name="run">The training whose points they have.</param>
    /// <param name="members">The trainings.</param>
    /// <param name="evaluates">Whether to evaluate classifiers with noise and under attack, on the test points, or those trained with where there are none.</param>
    /// <param name="cancellationToken">Stops the evaluation.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TrainingComparison Compare(TrainingRun run, IEnumerable<TrainingMember> members, bool evaluates, CancellationToken cancellationToken)
    {
        TrainingData data = run.Data;
        var options = new RobustnessOptions { Pooled = data.Pooled, Threads = run.Plan.Threads };
        LabelledData? points = evaluates && data.HasClasses ? Labelled(data.Test ?? data.Training) : null;
        return new TrainingComparison(
            $"Training {string.Join('-', run.Plan.Start.Sizes)}",
            [
                .. members.Select(member => member.State.ForReport(
                    member.Name,
                    member.Certificate?.Bound,
                    points is null ? null : RobustnessEvaluation.Of(member.Network, points, member.Certificate is null ? null : MarginBounds.Of(member.Certificate), options, cancellationToken))),
            ])
        {
            Points = data.HasClasses ? Labelled(data.Training) : null,
            Targets = data.HasClasses ? null : data.Training,
        };
    }

    private static LabelledData Labelled(TrainingSet points) => new(
        [points.PointSize], points.Points, [.. Enumerable.Range(0, points.Count).Select(k => points.Target(k).IndexOf(1.0))]);

    /// <summary>Reads the certificate of a network, for the slopes of its activations or, as the bound on the way, for those that training assumed.</summary>
    private static (Network Network, LipschitzCertificate? Certificate) ReadCertificate(string path, Network trained, int threads)
    {
        Network network = trained.WithOwnSlopes();
        if (!File.Exists(path))
        {
            return (network, null);
        }

        try
        {
            LipschitzCertificate certificate = CertificateReader.Read(path);
            CertificateCheck check = CertificateVerifier.Verify(certificate, network, threads);
            return check.IsAccepted ? (network, certificate)
                : CertificateVerifier.Verify(certificate, trained, threads).IsAccepted ? (trained, certificate)
                : throw new InputException($"{path}: refused: {check.Reason}");
        }
        catch (CertificateFormatException exception)
        {
            throw new InputException($"{path}: {exception.Message}", exception);
        }
    }
}
