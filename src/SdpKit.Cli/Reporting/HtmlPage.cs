using System.Globalization;
using System.Text;
using SdpKit.Cli.Output;
using SdpKit.Cli.Pictures;

namespace SdpKit.Cli.Reporting;

/// <summary>Collects the elements of an HTML page that needs nothing beside it.</summary>
internal sealed class HtmlPage
{
    /// <summary>Pictures follow the page's colours, light or dark: rules win over their attributes.</summary>
    private const string Style = ":root{color-scheme:light dark;--text:#222;--faint:#666;--line:#ddd;--back:#fff}@media(prefers-color-scheme:dark){:root{--text:#ddd;--faint:#999;--line:#444;--back:#1b1b1b}}"
        + "body{font-family:system-ui,sans-serif;color:var(--text);background:var(--back);line-height:1.45;margin:2.5em auto;padding:0 1.5em}h1{font-size:1.7em;line-height:1.2}h2{margin-top:1.8em;font-size:1.25em}"
        + "p{max-width:46em}h1,p,li{overflow-wrap:anywhere}table{border-collapse:collapse}td,th{padding:.35em 1.1em .35em 0;text-align:right;font-variant-numeric:tabular-nums}td:first-child,th:first-child{text-align:left}"
        + "tr{border-bottom:1px solid var(--line)}th{font-weight:600}td i{display:inline-block;width:.8em;height:.8em;margin-right:.6em;border-radius:50%}"
        + "svg{max-width:100%;height:auto;fill:var(--text)}svg>rect:first-of-type{fill:var(--back)}svg text[fill]{fill:var(--faint)}path[stroke=\"#ddd\"],path[stroke=\"#e4e4e4\"]{stroke:var(--line)}"
        + ".pictures{display:flex;flex-wrap:wrap;gap:1em}.pictures svg{border:1px solid var(--line);border-radius:6px}footer{margin-top:3em;color:var(--faint);font-size:.85em}";

    private readonly StringBuilder _page = new();

    /// <summary>Begins a page.</summary>
    /// <param name="title">Its title, for the window.</param>
    /// <param name="width">The width of what it shows, in pixels.</param>
    public HtmlPage(string title, int width)
    {
        _page.AppendLine("<!DOCTYPE html>").AppendLine("<html lang=\"en\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width\"/>");
        _page.AppendLine(CultureInfo.InvariantCulture, $"<title>{SvgPicture.Escape(title)}</title><style>{Style}body{{max-width:{width}px}}</style></head><body>");
    }

    /// <summary>Adds a heading, 1 for that of the page.</summary>
    public void AddHeading(int level, string text) => AddElement($"h{level}", text);

    /// <summary>Adds a paragraph.</summary>
    public void AddText(string text) => AddElement("p", text);

    /// <summary>Adds a list of names and values.</summary>
    public void AddFacts(IEnumerable<(string Name, string Value)> facts)
    {
        _page.AppendLine("<ul>");
        foreach ((string name, string value) in facts)
        {
            AddElement("li", $"{name}: {value}");
        }

        _page.AppendLine("</ul>");
    }

    /// <summary>Adds a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="hasColors">Whether each row begins with a dot in the colour of the curve with its number.</param>
    public void AddTable(TextTable table, bool hasColors = false)
    {
        _page.AppendLine("<table>");
        for (int row = 0; row < table.Rows.Count; row++)
        {
            string tag = row == 0 ? "th" : "td";
            string dot = hasColors && row > 0 ? $"<i style=\"background:{SvgPicture.Color(row - 1)}\"></i>" : "";
            _page.AppendLine(CultureInfo.InvariantCulture, $"<tr>{string.Concat(table.Rows[row].Select((cell, column) => $"<{tag}>{(column == 0 ? dot : "")}{SvgPicture.Escape(cell)}</{tag}>"))}</tr>");
        }

        _page.AppendLine("</table>");
    }

    /// <summary>Adds a picture; nothing for null.</summary>
    public void AddPicture(string? picture) => _page.Append(picture);

    /// <summary>Adds pictures beside each other, as many as fit in a row; nothing for null.</summary>
    public void AddPictures(IEnumerable<string?> pictures)
    {
        _page.AppendLine("<div class=\"pictures\">").AppendJoin("", pictures).AppendLine("</div>");
    }

    /// <summary>Ends the page and writes it.</summary>
    public void Write(Stream stream)
    {
        AddElement("footer", $"sdpkit {ToolInformation.Version}, {InstructionSet.Name}");
        _page.AppendLine("</body></html>");
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        writer.Write(_page);
    }

    private void AddElement(string tag, string text) => _page.AppendLine(CultureInfo.InvariantCulture, $"<{tag}>{SvgPicture.Escape(text)}</{tag}>");
}
