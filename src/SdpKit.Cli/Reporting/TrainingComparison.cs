using System.Collections.Immutable;
using System.Globalization;
using SdpKit.Cli.Output;
using SdpKit.Lipschitz.Data;
using SdpKit.Training;
using SdpKit.Training.Robustness;

namespace SdpKit.Cli.Reporting;

/// <summary>Represents what there is to say about methods of training on the same data.</summary>
/// <param name="Title">What was trained, for the heading.</param>
/// <param name="Methods">The methods, at least one.</param>
internal sealed record TrainingComparison(string Title, ImmutableArray<TrainedNetwork> Methods)
{
    /// <summary>Gets points with their classes, drawn where the networks have two inputs; null for none.</summary>
    public LabelledData? Points { get; init; }

    /// <summary>Gets points with their targets, drawn where the networks have one input and one output; null for none.</summary>
    public TrainingSet? Targets { get; init; }

    /// <summary>Gets the table of all methods: a column for the bound and one for each curve, at a level in its middle.</summary>
    public TextTable Table
    {
        get
        {
            AccuracyCurve[] curves = [.. Methods.Select(method => method.Evaluation).OfType<RobustnessEvaluation>().MaxBy(evaluation => evaluation.Curves.Length)?.Curves ?? []];
            bool hasAccuracy = curves.Length > 0;
            return new TextTable(
            [
                ["method", "proved bound L", .. hasAccuracy ? ["accuracy"] : Array.Empty<string>(), .. curves.Select(curve => Text($"{PerturbationText.Short(curve)} {Middle(curve):G3}"))],
                .. Methods.Select(string[] (method) =>
                [
                    method.Name,
                    method.Bound is { } bound ? Text($"{bound:G4}") : "none",
                    .. hasAccuracy ? [Percent(method.Evaluation?.CleanAccuracy)] : Array.Empty<string>(),
                    .. curves.Select(curve => Percent(AccuracyIn(method.Evaluation, curve))),
                ]),
            ]);
        }
    }

    private static double Middle(AccuracyCurve curve) => curve.Levels[curve.Levels.Length / 2];

    private static double? AccuracyIn(RobustnessEvaluation? evaluation, AccuracyCurve like)
    {
        AccuracyCurve? curve = evaluation?.Find(like.Perturbation, like.Pooled > 1);
        int index = curve?.Levels.IndexOf(Middle(like)) ?? -1;
        return index < 0 ? null : curve!.Accuracies[index];
    }

    private static string Percent(double? fraction) => fraction is { } value ? Text($"{100.0 * value:F1} %") : "";

    private static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);
}
