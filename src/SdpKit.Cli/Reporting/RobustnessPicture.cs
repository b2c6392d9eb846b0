using SdpKit.Cli.Output;
using SdpKit.Cli.Pictures;
using SdpKit.Training.Robustness;

namespace SdpKit.Cli.Reporting;

/// <summary>Draws the accuracy of methods under one kind of change; under attacks, dotted beside it, what is proved.</summary>
internal static class RobustnessPicture
{
    /// <summary>Draws the picture; null where no method was evaluated so.</summary>
    /// <param name="methods">The methods, each with its evaluation, or null.</param>
    /// <param name="kind">The change.</param>
    /// <param name="isPooled">Whether noise is added before pooling.</param>
    public static string? Draw(IReadOnlyList<(string Name, RobustnessEvaluation? Evaluation)> methods, Perturbation kind, bool isPooled = false)
    {
        AccuracyCurve? first = methods.Select(method => method.Evaluation?.Find(kind, isPooled)).FirstOrDefault(curve => curve is not null);
        if (first is null)
        {
            return null;
        }

        ChartCurve[] Curves(Perturbation shown, bool isDotted) => [.. methods.Select((method, k) => new ChartCurve(
            method.Name, k, isDotted, method.Evaluation?.Find(shown, isPooled) is { } curve ? [.. curve.Levels.Zip(curve.Accuracies)] : []))];
        bool isAttack = kind is Perturbation.FastGradient or Perturbation.ProjectedGradient;
        return Chart.DrawFractions(
            PerturbationText.Long(first), PerturbationText.Level(kind), [.. isAttack ? Curves(Perturbation.Any, isDotted: true) : [], .. Curves(kind, isDotted: false)]);
    }
}
