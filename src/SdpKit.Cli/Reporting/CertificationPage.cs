using System.Globalization;
using System.Text;
using SdpKit.Cli.Certifying;
using SdpKit.Cli.Output;
using SdpKit.Cli.Pictures;
using SdpKit.Lipschitz.Certificates;

namespace SdpKit.Cli.Reporting;

/// <summary>Writes what <c>certify</c> found as one HTML page with pictures, which needs nothing beside it.</summary>
internal static class CertificationPage
{
    /// <summary>The pictures follow the page's colours, light or dark: rules win over their attributes.</summary>
    private const string Style = ":root{color-scheme:light dark;--text:#222;--back:#fff;--line:#ddd}@media(prefers-color-scheme:dark){:root{--text:#ddd;--back:#1b1b1b;--line:#444}}"
        + "body{font-family:sans-serif;color:var(--text);background:var(--back);max-width:780px;margin:2em auto;padding:0 1em}h1,p,li{overflow-wrap:anywhere}"
        + "table{border-collapse:collapse}td,th{padding:.25em .9em .25em 0;text-align:right}td:first-child,th:first-child{text-align:left}tr{border-bottom:1px solid var(--line)}"
        + "svg{display:block;max-width:100%;height:auto;fill:var(--text)}svg>rect:first-of-type{fill:var(--back)}path[stroke=\"#ddd\"],path[stroke=\"#bbb\"]{stroke:var(--line)}";

    /// <summary>Writes the page.</summary>
    public static void Write(CertificationReport report, Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        writer.Write(Page(report));
    }

    private static string Page(CertificationReport report)
    {
        CertificationResult result = report.Result;
        StringBuilder page = new();
        page.AppendLine("<!DOCTYPE html>").AppendLine("<html lang=\"en\"><head><meta charset=\"utf-8\"/>");
        page.AppendLine(CultureInfo.InvariantCulture, $"<title>{SvgPicture.Escape(report.Input.Name)}: Lipschitz bound</title><style>{Style}</style></head><body>");
        page.AppendLine(CultureInfo.InvariantCulture, $"<h1>Lipschitz bound: {SvgPicture.Escape(report.Headline)}</h1>");
        page.AppendLine(CultureInfo.InvariantCulture, $"<p>{SvgPicture.Escape(report.Meaning)}</p>");
        AppendFacts(page, report.Facts);
        AppendTable(page, report.BoundsTable);
        page.Append(BoundsPicture.Draw([.. report.Bounds]));
        page.Append(Multipliers(result.Bound.Certificate));
        page.Append(ConvergencePicture.Draw(result.Iterations));
        if (result.Margins.Length > 0)
        {
            page.AppendLine("<h2>Margins between outputs</h2>");
            AppendTable(page, report.MarginsTable);
        }

        if (result.Radii is { } radii && report.RadiiTable is { } table)
        {
            page.AppendLine("<h2>Certified points</h2>");
            AppendFacts(page, report.RadiiFacts);
            AppendTable(page, table);
            page.Append(RadiiPicture.Draw(radii));
        }

        return page.AppendLine(CultureInfo.InvariantCulture, $"<p>sdpkit {SvgPicture.Escape(ToolInformation.Version)}, {ToolInformation.InstructionSet}</p></body></html>").ToString();
    }

    private static string? Multipliers(LipschitzCertificate? certificate) =>
        certificate is null ? null : MultipliersPicture.Draw([.. certificate.Parts.SelectMany(part => part.Multipliers).Select(layer => (IReadOnlyList<double>)layer)]);

    private static void AppendFacts(StringBuilder page, IEnumerable<(string Name, string Value)> facts)
    {
        page.AppendLine("<ul>");
        foreach ((string name, string value) in facts)
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"<li>{SvgPicture.Escape(name)}: {SvgPicture.Escape(value)}</li>");
        }

        page.AppendLine("</ul>");
    }

    private static void AppendTable(StringBuilder page, TextTable table)
    {
        page.AppendLine("<table>");
        for (int row = 0; row < table.Rows.Count; row++)
        {
            string tag = row == 0 ? "th" : "td";
            page.AppendLine(CultureInfo.InvariantCulture, $"<tr>{string.Concat(table.Rows[row].Select(cell => $"<{tag}>{SvgPicture.Escape(cell)}</{tag}>"))}</tr>");
        }

        page.AppendLine("</table>");
    }
}
