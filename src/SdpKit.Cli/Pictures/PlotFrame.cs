namespace SdpKit.Cli.Pictures;

/// <summary>Draws the grid and labels of a plot's two axes into a picture of the common size.</summary>
internal static class PlotFrame
{
    public const double Width = 760.0;
    public const double Height = 440.0;
    public const double Left = 64.0;
    public const double Right = 736.0;
    public const double Top = 56.0;
    public const double Bottom = 372.0;

    /// <summary>The height of the legend.</summary>
    public const double Legend = Height - 16.0;

    /// <summary>Begins a picture of the common size.</summary>
    public static SvgPicture Begin(string title) => new(title, Width, Height, Left);

    /// <summary>Draws a horizontal line and a label for each round value of the upright axis.</summary>
    public static void AddRows(SvgPicture picture, Axis axis, Func<double, string> text)
    {
        foreach (double label in axis.Labels)
        {
            picture.Add($"""<path d="M{Left} {axis[label]:F1}H{Right}" stroke="#ddd"/><text x="{Left - 8}" y="{axis[label] + 4:F1}" text-anchor="end">{text(label)}</text>""");
        }
    }

    /// <summary>Draws an upright line and a label for each round value of the level axis.</summary>
    public static void AddColumns(SvgPicture picture, Axis axis, double bottom = Bottom)
    {
        foreach (double label in axis.Labels)
        {
            picture.Add($"""<path d="M{axis[label]:F1} {Top}V{bottom}" stroke="#ddd"/><text x="{axis[label]:F1}" y="{bottom + 18}" text-anchor="middle">{axis.Text(label)}</text>""");
        }
    }

    /// <summary>Names the level axis.</summary>
    public static void AddColumnTitle(SvgPicture picture, string text) =>
        picture.Add($"""<text x="{(Left + Right) / 2}" y="{Bottom + 38}" text-anchor="middle">{SvgPicture.Escape(text)}</text>""");

    /// <summary>Names the upright axis.</summary>
    public static void AddRowTitle(SvgPicture picture, string text) =>
        picture.Add($"""<text transform="translate(16 {(Top + Bottom) / 2}) rotate(-90)" text-anchor="middle">{SvgPicture.Escape(text)}</text>""");
}
