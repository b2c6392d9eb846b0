using SdpKit.Cli.Output;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Formats;
using SdpKit.Training;

namespace SdpKit.Cli.Training;

/// <summary>Represents a training of the command: what to do, with what, and where its files are.</summary>
/// <param name="Plan">How to train.</param>
/// <param name="Data">The points.</param>
/// <param name="Folder">The folder.</param>
/// <param name="Formats">The formats that the network is saved in.</param>
/// <param name="From">The state to go on from.</param>
internal sealed record TrainingRun(TrainingPlan Plan, TrainingData Data, RunFolder Folder, IReadOnlyList<NetworkFormat> Formats, TrainingState From)
{
    /// <summary>Trains, keeps checkpoints, saves the network and the certificate, and shows iterations on the way.</summary>
    /// <param name="configuration">What to show them on.</param>
    /// <param name="quiet">Whether to show none.</param>
    /// <param name="cancellationToken">Lets the iteration in hand finish.</param>
    /// <exception cref="InputException">A file cannot be written, or a certificate overflows.</exception>
    public TrainingResult Execute(ToolConfiguration configuration, bool quiet, CancellationToken cancellationToken)
    {
        TrainingOutcome outcome;
        try
        {
            TrainingOutcome Train(IProgress<TrainingStep>? steps) => new TrainingSession(Plan, Data, new Keeper(Folder, steps)).Run(From, cancellationToken);
            outcome = quiet ? Train(null) : IterationDisplay.Show(configuration, TrainingColumns.Of(Plan.Iterations, Data.HasClasses), Train);
        }
        catch (ArithmeticException exception)
        {
            throw new InputException($"training ended: {OneLine.Of(exception.Message)}; {Folder.Checkpoint.Path} holds an iteration before", exception);
        }

        Folder.Checkpoint.Write(outcome.State);
        Network network = outcome.State.Usable;
        string[] files = Folder.Write(network, Formats);

        // After Ctrl+C the bound of a plainly trained network is still proved; another one ends the process, which loses nothing else.
        LipschitzCertificate? certificate = outcome.State.Certificate ?? Certify(network, outcome.Status == TrainingStatus.Cancelled ? CancellationToken.None : cancellationToken);
        if (certificate is not null)
        {
            Folder.Write(certificate);
        }

        return new TrainingResult(this, outcome, files, certificate);
    }

    /// <summary>Proves a bound; null where that fails, as it may where training has diverged.</summary>
    private LipschitzCertificate? Certify(Network network, CancellationToken cancellationToken)
    {
        try
        {
            return LipschitzCertifier.Certify(network, new CertifyOptions { Threads = Plan.Threads, FindsLowerBound = false }, progress: null, cancellationToken).Certificate;
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }

    /// <summary>Keeps each state that is due, and shows its last iteration.</summary>
    private sealed class Keeper(RunFolder folder, IProgress<TrainingStep>? steps) : IProgress<TrainingState>
    {
        public void Report(TrainingState value)
        {
            folder.Checkpoint.WriteIfDue(value);
            steps?.Report(value.Steps[^1]);
        }
    }
}
