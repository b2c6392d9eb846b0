using SdpKit.Cli.Input;
using SdpKit.Lipschitz.Certificates;

namespace SdpKit.Cli.Output;

/// <summary>Represents what <c>verify</c> tells about a certificate.</summary>
/// <param name="Input">The network.</param>
/// <param name="Certificate">The certificate; null where the file is none.</param>
/// <param name="Check">The verdict.</param>
/// <param name="Elapsed">The time the check took.</param>
internal sealed record VerificationReport(NetworkInput Input, LipschitzCertificate? Certificate, CertificateCheck Check, TimeSpan Elapsed) : IReport
{
    /// <summary>Gets the bound that is proved; null where the certificate was refused.</summary>
    private double? Bound => Check.IsAccepted ? Certificate?.Bound : null;

    /// <inheritdoc/>
    public void WriteJson(TextWriter output) => JsonOutput.Write(output, json =>
    {
        json.WriteBoolean("accepted", Check.IsAccepted);
        json.WriteReal("bound", Bound);
        json.WriteString("reason", Check.Reason);
        json.WriteString("method", Certificate is null ? null : NetworkText.Of(Certificate.Method));
        json.WriteWhole("output", Certificate?.Output.Index + 1);
        json.WriteWhole("subtractedOutput", Certificate?.Output.Subtracted + 1);
        json.WriteReal("radius", Input.Radius);
        json.WriteTexts("assumptions", Input.Network.Assumptions);
        json.WriteString("statement", Check.IsAccepted ? Certificate?.Statement : null);
        json.WriteReal("seconds", Elapsed.TotalSeconds);
    });

    /// <summary>Writes a summary for people, the verdict first.</summary>
    public void WriteText(TextWriter output)
    {
        if (Certificate is null || !Check.IsAccepted)
        {
            output.WriteField("certificate", $"refused: {OneLine.Of(Check.Reason)}");
            return;
        }

        output.WriteField("certificate", $"accepted");
        output.WriteField("bound", $"{Certificate.Bound:R} {NetworkText.Proved(Input.Network, Input.Where)}");
        output.WriteField("outputs", $"{NetworkText.Of(Certificate.Output)}");
        output.WriteField("method", $"{NetworkText.Of(Certificate.Method)}");
        output.WriteField("time", $"{Elapsed.TotalSeconds:F3} s");
    }
}
