using System.Globalization;
using System.Text;

namespace SdpKit.Cli.Pictures;

/// <summary>Collects the elements of a self-contained SVG picture with a heading; numbers are written invariantly.</summary>
internal sealed class SvgPicture
{
    // Told apart by dashes as well as by colour (Okabe and Ito's colour-blind safe palette).
    private static readonly (string Color, string Dashes)[] Strokes =
    [
        ("#0072b2", "none"), ("#d55e00", "9 4"), ("#009e73", "2 3"), ("#cc79a7", "12 4 2 4"), ("#e69f00", "none"), ("#56b4e9", "9 4"),
    ];

    private readonly StringBuilder _svg = new();

    public SvgPicture(string title, double width, double height, double left)
    {
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="sans-serif" font-size="13" fill="#222">""");
        Add($"""<rect width="{width}" height="{height}" fill="#fff"/>""");
        Add($"""<text x="{left}" y="30" font-size="16">{Escape(title)}</text>""");
    }

    /// <summary>Gets the colour of a curve, the first being 0.</summary>
    public static string Color(int curve) => Strokes[curve % Strokes.Length].Color;

    /// <summary>Adds an element.</summary>
    public void Add(FormattableString element) => _svg.AppendLine(element.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a curve.</summary>
    /// <param name="path">The data of its path.</param>
    /// <param name="curve">Its number from 0, for colour and dashes.</param>
    public void AddCurve(string path, int curve)
    {
        (string color, string dashes) = Strokes[curve % Strokes.Length];
        Add($"""<path d="{path}" fill="none" stroke="{color}" stroke-width="2.5" stroke-dasharray="{dashes}"/>""");
    }

    /// <summary>Adds a curve's line and name to the legend.</summary>
    public void AddLegend(string name, int curve, double x, double y)
    {
        (string color, string dashes) = Strokes[curve % Strokes.Length];
        Add($"""<path d="M{x} {y}h34" stroke="{color}" stroke-width="2.5" stroke-dasharray="{dashes}"/><text x="{x + 42}" y="{y + 4}">{Escape(name)}</text>""");
    }

    /// <summary>Makes text safe between tags.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>Returns the picture; nothing can be added after it.</summary>
    public override string ToString() => $"{_svg}</svg>\n";
}
