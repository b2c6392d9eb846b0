using System.Globalization;
using System.Text.Json;
using SdpKit.Cli.Input;
using SdpKit.Cli.Output;
using SdpKit.Training.Robustness;

namespace SdpKit.Cli.Evaluating;

/// <summary>Says what <c>evaluate</c> found, in tables or as one JSON object.</summary>
internal sealed record EvaluationReport(EvaluationResult Result) : IReport
{
    /// <inheritdoc/>
    public void WriteJson(TextWriter output) => JsonOutput.Write(output, json =>
    {
        json.WriteReal("bound", Result.Bound);
        json.WriteBoolean("verified", Result.Bound is not null);
        json.WriteNumber("pairs", Result.PairCount);
        json.WriteTexts("assumptions", Result.Input.Network.Assumptions);
        json.WriteReals("layers", [.. Result.Input.Network.Sizes]);
        json.WriteNumber("points", Result.Evaluation.PointCount);
        json.WriteTexts("assumedClasses", ClassText.Assumed(Result.Input, Result.Points));
        json.WriteReal("accuracy", Result.Evaluation.CleanAccuracy);
        json.WriteStartArray("curves");
        foreach (AccuracyCurve curve in Result.Evaluation.Curves)
        {
            WriteCurve(json, curve);
        }

        json.WriteEndArray();
    });

    /// <inheritdoc/>
    public void WriteText(TextWriter output)
    {
        RobustnessEvaluation evaluation = Result.Evaluation;
        output.WriteField("network", $"{Result.Input.Name}, {NetworkText.Of(Result.Input.Network)}");
        output.WriteField("bound", $"{(Result.Bound is { } bound ? bound.ToString("R", CultureInfo.InvariantCulture) + " " + NetworkText.Proved(Result.Input.Network) : "none proved")}");
        output.WriteField("points", $"{evaluation.PointCount}");
        foreach ((string name, string value) in ClassText.Facts(Result.Input, Result.Points))
        {
            output.WriteField(name, $"{value}");
        }

        output.WriteField("accuracy", $"{Percent(evaluation.CleanAccuracy)}");
        output.WriteLine();
        WriteTable(output, Perturbation.GaussianNoise);
        WriteTable(output, Perturbation.UniformNoise);
        WriteTable(output, Perturbation.FastGradient, Perturbation.ProjectedGradient, Perturbation.Any);
    }

    /// <summary>Writes the curves of some kinds, which have the same levels, beside each other.</summary>
    private void WriteTable(TextWriter output, params Perturbation[] kinds)
    {
        AccuracyCurve[] curves = [.. Result.Evaluation.Curves.Where(curve => kinds.Contains(curve.Perturbation))];
        new TextTable(
        [
            [PerturbationText.Level(kinds[0]), .. curves.Select(PerturbationText.Short)],
            .. curves[0].Levels.Select(string[] (level, i) => [level.ToString("G4", CultureInfo.InvariantCulture), .. curves.Select(curve => Percent(curve.Accuracies[i]))]),
        ]).Write(output);
        output.WriteLine();
    }

    private static void WriteCurve(Utf8JsonWriter json, AccuracyCurve curve)
    {
        json.WriteStartObject();
        json.WriteString("perturbation", PerturbationText.Name(curve.Perturbation));
        json.WriteBoolean("beforePooling", curve.Pooled > 1);
        json.WriteReals("levels", [.. curve.Levels]);
        json.WriteReals("accuracies", [.. curve.Accuracies]);
        json.WriteEndObject();
    }

    private static string Percent(double fraction) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * fraction:F2} %");
}
