using System.Globalization;
using SdpKit.Cli.Output;
using SdpKit.Training;

namespace SdpKit.Cli.Training;

/// <summary>Writes what <c>train</c> has made, for people and as JSON.</summary>
internal sealed class TrainingReport(TrainingResult result) : IReport
{
    private readonly TrainingState _state = result.Outcome.State;
    private readonly bool _hasClasses = result.Run.Data.HasClasses;
    private readonly bool _isBounded = result.Run.Plan.Method is TrainingMethod.Enforce or TrainingMethod.Spectral;

    /// <inheritdoc/>
    public void WriteText(TextWriter output)
    {
        output.WriteField("method", $"{TrainingText.Of(result.Run.Plan.Method)}, {result.Iterations} of {result.Run.Plan.Iterations} iterations");
        output.WriteField("network", $"{NetworkText.Of(result.Network)}: {string.Join(", ", result.NetworkFiles)}");
        if (result.Run.Plan.Scaling is { Inputs: not null } or { Targets: not null })
        {
            output.WriteField("scaled", $"{TrainingText.Of(result.Run.Plan.Scaling)}, for training only");
        }

        if (result.Certificate is { } certificate)
        {
            output.WriteField("Lipschitz bound", $"{NetworkText.Short(certificate.Bound)}, proved: {result.Run.Folder.CertificatePath}");
        }

        string score = _hasClasses ? "accuracy" : "error";
        WriteScore(output, $"training {score}", result.TrainingScore);
        WriteScore(output, $"held-out {score}", result.ValidationScore);
        WriteScore(output, $"test {score}", result.TestScore);
        output.WriteField("time", $"{_state.Elapsed.TotalSeconds:F1} s");
    }

    /// <inheritdoc/>
    public void WriteJson(TextWriter output) => JsonOutput.Write(output, json =>
    {
        json.WriteString("status", result.Outcome.Status.ToString());
        json.WriteString("method", TrainingText.Of(result.Run.Plan.Method));
        json.WriteReals("layers", [.. result.Network.Sizes]);
        json.WriteNumber("iterations", result.Iterations);
        json.WriteReal("loss", _state.Steps is [.., var last] ? last.Loss : null);
        json.WriteString("score", _hasClasses ? "accuracy" : "meanSquareError");
        json.WriteReal("trainingScore", result.TrainingScore);
        json.WriteReal("validationScore", result.ValidationScore);
        json.WriteReal("testScore", result.TestScore);
        json.WriteReal("bound", result.Certificate?.Bound);
        json.WriteBoolean("verified", result.Certificate is not null);
        json.WriteReal("seconds", _state.Elapsed.TotalSeconds);
        json.WriteNumber("threads", result.Run.Plan.Threads);
        json.WriteString("folder", result.Run.Folder.Path);
        json.WriteTexts("networks", result.NetworkFiles);
        json.WriteString("certificate", result.Certificate is null ? null : result.Run.Folder.CertificatePath);
    });

    /// <summary>Says in one line how training ended, where it did not end as planned.</summary>
    public void WriteNote(TextWriter error)
    {
        string iteration = string.Create(CultureInfo.InvariantCulture, $"iteration {result.Iterations}");
        string folder = result.Run.Folder.Path;
        string? note = result.Outcome.Status switch
        {
            TrainingStatus.Cancelled => $"cancelled after {iteration}, which is saved; go on with: sdpkit train --resume {folder}",
            TrainingStatus.Diverged => $"training diverged after {iteration}, which is saved: the loss or a weight left the range of numbers; a smaller --rate may help",
            TrainingStatus.NoProgress => string.Create(
                CultureInfo.InvariantCulture,
                $"training made no progress: the loss {result.Outcome.Loss:G4} is not below {result.Outcome.ConstantLoss:G4}, that of a constant answer; another --rate, more --iterations{(_isBounded ? " or a larger --bound" : "")} may help"),
            TrainingStatus.NotProved => $"no bound could be proved after {iteration}, which is saved",
            _ => result.Certificate is null ? "the bound could not be proved, so there is no certificate" : null,
        };
        if (note is not null)
        {
            error.WriteLine($"sdpkit: {note}");
        }
    }

    private void WriteScore(TextWriter output, string name, double? score)
    {
        if (score is { } value)
        {
            output.WriteField(name, $"{TrainingText.Score(value, _hasClasses)}");
        }
    }
}
