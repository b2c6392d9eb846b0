using SdpKit.Cli.Output;
using SdpKit.Lipschitz.Certificates;

namespace SdpKit.Cli.Certifying;

/// <summary>Writes the certificates of what was proved.</summary>
internal static class CertificateFiles
{
    /// <summary>Writes the certificate of the bound to its file, and those of the margins beside it: <c>bound.json</c>, <c>bound.1-2.json</c>, ...</summary>
    public static void Write(ResultFile? file, string? path, CertificationResult result)
    {
        if (file is null || path is null)
        {
            return;
        }

        if (result.Bound.Certificate is { } certificate)
        {
            file.Write(stream => CertificateWriter.Write(certificate, stream));
        }

        foreach (MarginBound margin in result.Margins)
        {
            if (margin.Bound.Certificate is { } single)
            {
                CertificateWriter.Write(single, Path.ChangeExtension(path, $"{margin.Numbers.First}-{margin.Numbers.Second}{Path.GetExtension(path)}"));
            }
        }
    }
}
