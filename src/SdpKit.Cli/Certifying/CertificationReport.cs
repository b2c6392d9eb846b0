using System.Collections.Immutable;
using System.Globalization;
using SdpKit.Cli.Input;
using SdpKit.Cli.Output;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Robustness;

namespace SdpKit.Cli.Certifying;

/// <summary>Says what <c>certify</c> found, in words and tables.</summary>
internal sealed record CertificationReport(NetworkInput Input, CertificationResult Result) : IReport
{
    private CertifiedBound Bound => Result.Bound;

    /// <summary>Gets the one line that matters.</summary>
    public string Headline => Bound.Bound is { } bound
        ? Text($"{bound:R} {NetworkText.Proved(Input.Network, Input.Where)}")
        : Text($"none proved; {Bound.Estimate:R} is an estimate");

    /// <summary>Gets what the bound means.</summary>
    public string Meaning => Bound.Verified
        ? $"|f(x) - f(y)| <= bound |x - y| for all x and y{Input.Where}, in Euclidean norms; f is {NetworkText.Of(Result.Plan.Options.Output)} of {string.Join(", ", [Input.Name, .. Input.Network.Assumptions])}."
        : "The proof failed: do not rely on this number.";

    /// <summary>Gets what the bound is of, and how it was found.</summary>
    public IEnumerable<(string Name, string Value)> Facts
    {
        get
        {
            yield return ("network", $"{Input.Name}, {NetworkText.Of(Input.Network)}");
            yield return ("outputs", NetworkText.Of(Result.Plan.Options.Output));
            int parts = Bound.Certificate?.Parts.Length ?? 1;
            yield return ("method", Text($"{NetworkText.Of(Bound.Method)}, {MultiplierCount} multipliers{(parts > 1 ? $", {parts} parts" : "")}"));
            if (Result.Last.RelativeGap > 0.0)
            {
                yield return ("solve", Text($"{Result.Last.Status}, relative gap {Result.Last.RelativeGap:0.0e+00}"));
            }
        }
    }

    /// <summary>Gets the number of multipliers of the bound that are free of each other.</summary>
    public int MultiplierCount
    {
        get
        {
            IEnumerable<int> layers = Bound.Certificate?.Parts.SelectMany(part => part.Multipliers).Select(layer => layer.Length)
                ?? Input.Network.Layers[..^1].Select(layer => layer.OutputSize);
            return Bound.Method == LipschitzMethod.Neuron ? layers.Sum() : layers.Count();
        }
    }

    /// <summary>Gets all bounds, from below to above.</summary>
    public IEnumerable<BoundRow> Bounds
    {
        get
        {
            if (Bound.LowerBound is { } lower)
            {
                yield return new BoundRow("lower bound", lower, IsLower: true, null);
            }

            if (Bound.PatternBound is { } pattern)
            {
                yield return new BoundRow("pattern floor", pattern, IsLower: true, null);
            }

            foreach (CertifiedBound bound in Result.Bounds.Reverse())
            {
                yield return new BoundRow(NetworkText.Of(bound.Method) + (bound.Verified ? "" : " (not proved)"), bound.Bound ?? bound.Estimate, IsLower: false, bound);
            }
        }
    }

    /// <summary>Gets the table of all bounds.</summary>
    public TextTable BoundsTable => new(
    [
        ["", "value", "of lower", "margin", "seconds", "of it proof"],
        .. Bounds.Select(row => new[]
        {
            row.Name,
            NetworkText.Short(row.Value),
            Bound.LowerBound is { } lower and > 0.0 ? Ratio(row.Value / lower) : "",
            row.Bound?.Certificate is { } certificate ? Text($"{certificate.Margin:0.0e+00}") : "",
            row.Bound is { } run ? Text($"{run.Elapsed.TotalSeconds:F3}") : "",
            row.Bound is { } proof ? Text($"{proof.ProofTime.TotalSeconds:F3}") : "",
        }),
    ]);

    /// <summary>Gets the table of the margins between outputs.</summary>
    public TextTable MarginsTable => new(
    [
        ["outputs", "bound", "of sqrt2 L", "seconds"],
        .. Result.Margins.Select(margin => new[]
        {
            Text($"{margin.Numbers.First},{margin.Numbers.Second}{(margin.Bound.Verified ? "" : " (not proved)")}"),
            NetworkText.Short(margin.Bound.Bound ?? margin.Bound.Estimate),
            Bound.Bound is { } whole and > 0.0 && margin.Bound.Bound is { } bound ? Text($"{bound / (Math.Sqrt(2.0) * whole):F4}") : "",
            Text($"{margin.Bound.Elapsed.TotalSeconds:F3}"),
        }),
    ]);

    /// <summary>Gets what the points are; nothing where there are none.</summary>
    public IEnumerable<(string Name, string Value)> RadiiFacts => Result.Radii is not { } radii ? [] :
    [
        ("points", Text($"{radii.ByBound.Length}, {radii.CorrectCount} of them classified rightly")),
        .. ClassText.Facts(Input, Result.Plan.Data),
        ("median radius", Text($"{radii.MedianRadius:g4}")),
    ];

    /// <summary>Gets the table of points that are certified, radius by radius; null where there are none.</summary>
    public TextTable? RadiiTable => Result.Radii is not { } radii ? null : new(
    [
        ["radius", "certified", .. radii.ByMargins is null ? Array.Empty<string>() : ["by pairs"]],
        .. radii.Radii.Select(string[] (radius) =>
        [
            Text($"{radius:g4}"),
            Count(radii.ByBound, radius),
            .. radii.ByMargins is { } byMargins ? new[] { Count(byMargins, radius) } : [],
        ]),
    ]);

    /// <summary>Writes a summary for people, the bound first.</summary>
    public void WriteText(TextWriter output)
    {
        output.WriteField("bound", $"{Headline}");
        WriteFacts(output, Facts);
        output.WriteLine();
        BoundsTable.Write(output);
        if (Result.Margins.Length > 0)
        {
            output.WriteLine();
            MarginsTable.Write(output);
        }

        if (RadiiTable is { } table)
        {
            output.WriteLine();
            WriteFacts(output, RadiiFacts);
            table.Write(output);
        }
    }

    /// <inheritdoc/>
    public void WriteJson(TextWriter output) => CertificationJson.Write(this, output);

    private static void WriteFacts(TextWriter output, IEnumerable<(string Name, string Value)> facts)
    {
        foreach ((string name, string value) in facts)
        {
            output.WriteField(name, $"{value}");
        }
    }

    private static string Ratio(double ratio) => ratio < 1e4 ? Text($"{ratio:F4}") : Text($"{ratio:0.0e+00}");

    private static string Count(ImmutableArray<CertifiedPoint> points, double radius) => Text($"{RadiusSummary.CountWithin(points, radius)}");

    private static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);
}
