using System.Text.Json;
using SdpKit.Cli.Input;
using SdpKit.Cli.Output;
using SdpKit.Lipschitz;

namespace SdpKit.Cli.Certifying;

/// <summary>Writes what <c>certify</c> found as one JSON object.</summary>
internal static class CertificationJson
{
    public static void Write(CertificationReport report, TextWriter output) => JsonOutput.Write(output, json =>
    {
        CertificationResult result = report.Result;
        CertifiedBound bound = result.Bound;
        OutputSelection selection = result.Plan.Options.Output;
        json.WriteReal("bound", bound.Bound);
        json.WriteReal("estimate", bound.Estimate);
        json.WriteBoolean("verified", bound.Verified);
        json.WriteString("status", result.Last.Status.ToString());
        json.WriteBoolean("cancelled", result.IsCancelled);
        json.WriteReal("lowerBound", bound.LowerBound);
        json.WriteReal("patternBound", bound.PatternBound);
        json.WriteReal("productBound", bound.ProductBound);
        json.WriteString("method", NetworkText.Of(bound.Method));
        json.WriteWhole("output", selection.Index + 1);
        json.WriteWhole("subtractedOutput", selection.Subtracted + 1);
        json.WriteReal("radius", report.Input.Radius);
        json.WriteReal("seconds", bound.Elapsed.TotalSeconds);
        json.WriteReal("proofSeconds", bound.ProofTime.TotalSeconds);
        json.WriteReal("readSeconds", report.Input.ReadTime.TotalSeconds);
        json.WriteNumber("threads", result.Plan.Options.Threads);
        json.WriteReals("layers", [.. report.Input.Network.Sizes]);
        WriteSlopes(json, report.Input.Network);
        json.WriteNumber("multiplierCount", report.MultiplierCount);
        json.WriteReal("margin", bound.Certificate?.Margin);
        json.WriteReal("relativeGap", result.Last.RelativeGap);
        WriteBounds(json, result);
        WriteMargins(json, result);
        WriteRadii(json, report);
        json.WriteTexts("assumptions", report.Input.Network.Assumptions);
        json.WriteTexts("notes", report.Input.Notes);
    });

    /// <summary>Writes the least and the largest slope after each layer but the last.</summary>
    private static void WriteSlopes(Utf8JsonWriter json, Network network)
    {
        json.WriteStartArray("slopes");
        foreach (DenseLayer layer in network.Layers[..^1])
        {
            SlopeRange range = NetworkText.HullOf(layer);
            json.WriteStartArray();
            json.WriteNumberValue(range.Minimum);
            json.WriteNumberValue(range.Maximum);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteBounds(Utf8JsonWriter json, CertificationResult result)
    {
        json.WriteStartArray("bounds");
        foreach (CertifiedBound bound in result.Bounds.Reverse())
        {
            json.WriteStartObject();
            json.WriteString("method", NetworkText.Of(bound.Method));
            WriteBound(json, bound);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMargins(Utf8JsonWriter json, CertificationResult result)
    {
        json.WriteStartArray("pairs");
        foreach (MarginBound margin in result.Margins)
        {
            json.WriteStartObject();
            json.WriteNumber("output", margin.Numbers.First);
            json.WriteNumber("subtractedOutput", margin.Numbers.Second);
            WriteBound(json, margin.Bound);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteBound(Utf8JsonWriter json, CertifiedBound bound)
    {
        json.WriteReal("bound", bound.Bound);
        json.WriteReal("estimate", bound.Estimate);
        json.WriteBoolean("verified", bound.Verified);
        json.WriteString("status", bound.Status.ToString());
        json.WriteReal("seconds", bound.Elapsed.TotalSeconds);
    }

    private static void WriteRadii(Utf8JsonWriter json, CertificationReport report)
    {
        if (report.Result.Radii is not { } radii)
        {
            json.WriteNull("data");
            return;
        }

        double[] grid = radii.Radii;
        json.WriteStartObject("data");
        json.WriteNumber("points", radii.ByBound.Length);
        json.WriteTexts("assumedClasses", ClassText.Assumed(report.Input, report.Result.Plan.Data));
        json.WriteNumber("correct", radii.CorrectCount);
        json.WriteReal("medianRadius", radii.MedianRadius);
        json.WriteReals("radii", grid);
        json.WriteReals("certified", [.. grid.Select(radius => (double)RadiusSummary.CountWithin(radii.ByBound, radius))]);
        json.WriteReals("certifiedByPairs", radii.ByMargins is { } points ? [.. grid.Select(radius => (double)RadiusSummary.CountWithin(points, radius))] : null);
        json.WriteEndObject();
    }
}
