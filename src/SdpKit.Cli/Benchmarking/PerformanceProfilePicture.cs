using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Draws performance profiles as a self-contained SVG picture: fraction of problems against the multiple of the best time.</summary>
internal static class PerformanceProfilePicture
{
    private const double Width = 760.0;
    private const double Height = 440.0;
    private const double Left = 64.0;
    private const double Right = 736.0;
    private const double Top = 56.0;
    private const double Bottom = 372.0;

    // Told apart by dashes as well as by colour (Okabe and Ito's colour-blind safe palette).
    private static readonly (string Color, string Dashes)[] Strokes = [("#0072b2", "none"), ("#d55e00", "9 4"), ("#009e73", "2 3"), ("#cc79a7", "12 4 2 4")];

    /// <summary>Draws the picture.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="profiles">The curves, at most four.</param>
    public static string Draw(string title, ImmutableArray<PerformanceProfile> profiles)
    {
        double largest = profiles.SelectMany(profile => profile.Ratios).Append(2.0).Max();
        int octaves = (int)Math.Ceiling(Math.Log2(largest));
        double X(double multiple) => Left + ((Right - Left) * Math.Log2(multiple) / octaves);
        static double Y(double fraction) => Bottom - ((Bottom - Top) * fraction);

        StringBuilder svg = new();
        void Add(FormattableString element) => svg.AppendLine(element.ToString(CultureInfo.InvariantCulture));

        Add($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" font-family="sans-serif" font-size="13" fill="#222">""");
        Add($"""<rect width="{Width}" height="{Height}" fill="#fff"/>""");
        Add($"""<text x="{Left}" y="30" font-size="16">{Escape(title)}</text>""");
        for (int percent = 0; percent <= 100; percent += 20)
        {
            double y = Y(percent / 100.0);
            Add($"""<path d="M{Left} {y:F1}H{Right}" stroke="#ddd"/><text x="{Left - 8}" y="{y + 4:F1}" text-anchor="end">{percent} %</text>""");
        }

        int step = 1 + ((octaves - 1) / 10);
        for (int octave = 0; octave <= octaves; octave += step)
        {
            double x = X(Math.Pow(2.0, octave));
            Add($"""<path d="M{x:F1} {Top}V{Bottom}" stroke="#ddd"/><text x="{x:F1}" y="{Bottom + 18}" text-anchor="middle">{Math.Pow(2.0, octave)}</text>""");
        }

        Add($"""<text x="{(Left + Right) / 2}" y="{Bottom + 38}" text-anchor="middle">time, as a multiple of the fastest solver's (logarithmic)</text>""");
        Add($"""<text transform="translate(16 {(Top + Bottom) / 2}) rotate(-90)" text-anchor="middle">problems solved</text>""");
        for (int p = 0; p < profiles.Length; p++)
        {
            (string color, string dashes) = Strokes[p % Strokes.Length];
            Add($"""<path d="{Steps(profiles[p], X, Y)}" fill="none" stroke="{color}" stroke-width="2.5" stroke-dasharray="{dashes}"/>""");

            double legend = Left + (p * 170.0);
            Add($"""<path d="M{legend} {Height - 16}h34" stroke="{color}" stroke-width="2.5" stroke-dasharray="{dashes}"/><text x="{legend + 42}" y="{Height - 12}">{Escape(profiles[p].Solver)}</text>""");
        }

        svg.AppendLine("</svg>");
        return svg.ToString();
    }

    private static string Steps(PerformanceProfile profile, Func<double, double> x, Func<double, double> y)
    {
        StringBuilder path = new();
        path.Append(CultureInfo.InvariantCulture, $"M{x(1.0):F1} {y(profile.FractionWithin(1.0)):F1}");
        foreach (double ratio in profile.Ratios.Where(ratio => ratio > 1.0).Distinct())
        {
            path.Append(CultureInfo.InvariantCulture, $"H{x(ratio):F1}V{y(profile.FractionWithin(ratio)):F1}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"H{Right}").ToString();
    }

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;");
}
