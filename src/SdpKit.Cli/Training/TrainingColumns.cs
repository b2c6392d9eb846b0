using System.Globalization;
using SdpKit.Cli.Output;

namespace SdpKit.Cli.Training;

/// <summary>Says what the line of a training's iteration shows.</summary>
internal static class TrainingColumns
{
    /// <summary>Gets the columns.</summary>
    /// <param name="iterations">The number of iterations to come in all.</param>
    /// <param name="hasClasses">Whether the score is an accuracy.</param>
    public static IterationColumns<TrainingStep> Of(int iterations, bool hasClasses)
    {
        string total = iterations.ToString(CultureInfo.InvariantCulture);
        return new IterationColumns<TrainingStep>(
            ["iteration", "epoch", "loss", hasClasses ? "accuracy" : "square error", "proved bound", "|W - Wbar|", "dual residual", "seconds"],
            [Math.Max(9, (2 * total.Length) + 1), 6, 10, 12, 12, 10, 13, 7],
            step =>
            [
                step.IsStart ? Text($"start {step.Iteration}") : Text($"{step.Iteration}/{total}"),
                Text($"{step.Epoch}"),
                Text($"{step.Loss:0.000e+00}"),
                TrainingText.Score(step.Score, hasClasses),
                double.IsNaN(step.Bound) ? "" : NetworkText.Short(step.Bound),
                double.IsNaN(step.PrimalResidual) ? "" : Text($"{step.PrimalResidual:0.0e+00}"),
                double.IsNaN(step.DualResidual) ? "" : Text($"{step.DualResidual:0.0e+00}"),
                Text($"{step.Seconds:F2}"),
            ]);
    }

    private static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);
}
