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
    /// <exception cref="InputException">A file cannot be written.</exception>
    public TrainingResult Execute(ToolConfiguration configuration, bool quiet, CancellationToken cancellationToken)
    {
        TrainingOutcome Train(IProgress<TrainingStep>? steps) => new TrainingSession(Plan, Data, new Keeper(Folder, steps)).Run(From, cancellationToken);
        TrainingOutcome outcome = quiet ? Train(null) : IterationDisplay.Show(configuration, TrainingColumns.Of(Plan.Iterations, Data.HasClasses), Train);
        Folder.Checkpoint.Write(outcome.State);

        // After Ctrl+C a bound is still proved; another one ends the process, which loses nothing else.
        (Network network, LipschitzCertificate? certificate) = Prove(outcome.State, outcome.Status == TrainingStatus.Cancelled ? CancellationToken.None : cancellationToken);
        string[] files = Folder.Write(network, Formats);
        if (certificate is not null)
        {
            Folder.Write(certificate);
        }

        return new TrainingResult(this, outcome, network, files, certificate);
    }

    /// <summary>
    /// Proves the best bound there is: that of LipSDP, as <c>certify</c> finds it for the saved network, or the one that training kept on the way, for the slopes [0, beta] that it assumed, where that is not worse.
    /// </summary>
    private (Network Network, LipschitzCertificate? Certificate) Prove(TrainingState state, CancellationToken cancellationToken)
    {
        Network network = state.Usable.WithOwnSlopes();
        LipschitzCertificate? found = Certify(network, cancellationToken);
        return state.Certificate is { } kept && kept.Bound < (found?.Bound ?? double.PositiveInfinity) && CertificateVerifier.Verify(kept, state.Usable, Plan.Threads, cancellationToken).IsAccepted
            ? (state.Usable, kept)
            : (network, found);
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
