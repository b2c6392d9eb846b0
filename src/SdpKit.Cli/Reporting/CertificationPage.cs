using SdpKit.Cli.Certifying;
using SdpKit.Lipschitz.Certificates;

namespace SdpKit.Cli.Reporting;

/// <summary>Writes what <c>certify</c> found as one HTML page with pictures, which needs nothing beside it.</summary>
internal static class CertificationPage
{
    private const int Width = 780;

    /// <summary>Writes the page.</summary>
    public static void Write(CertificationReport report, Stream stream)
    {
        CertificationResult result = report.Result;
        var page = new HtmlPage($"{report.Input.Name}: Lipschitz bound", Width);
        page.AddHeading(1, $"Lipschitz bound: {report.Headline}");
        page.AddText(report.Meaning);
        page.AddFacts(report.Facts);
        page.AddTable(report.BoundsTable);
        page.AddPicture(BoundsPicture.Draw([.. report.Bounds]));
        page.AddPicture(Multipliers(result.Bound.Certificate));
        page.AddPicture(ConvergencePicture.Draw(result.Iterations));
        if (result.Margins.Length > 0)
        {
            page.AddHeading(2, "Margins between outputs");
            page.AddTable(report.MarginsTable);
        }

        if (result.Radii is { } radii && report.RadiiTable is { } table)
        {
            page.AddHeading(2, "Certified points");
            page.AddFacts(report.RadiiFacts);
            page.AddTable(table);
            page.AddPicture(RadiiPicture.Draw(radii));
        }

        page.Write(stream);
    }

    private static string? Multipliers(LipschitzCertificate? certificate) =>
        certificate is null ? null : MultipliersPicture.Draw([.. certificate.Parts.SelectMany(part => part.Multipliers).Select(layer => (IReadOnlyList<double>)layer)]);
}
