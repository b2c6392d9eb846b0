using System.Globalization;
using SdpKit.Training;

namespace SdpKit.Cli.Training;

/// <summary>Says in words what training is about.</summary>
internal static class TrainingText
{
    /// <summary>Gets the methods with the names that the option takes.</summary>
    public static (string Name, TrainingMethod Value)[] Methods { get; } = [.. Enum.GetValues<TrainingMethod>().Select(method => (Of(method), method))];

    /// <summary>Gets the name of a method as the option takes it.</summary>
    public static string Of(TrainingMethod method) => method.ToString().ToLowerInvariant();

    /// <summary>Says what data are divided by after they were centered.</summary>
    public static string Of(DataScaling scaling)
    {
        (string Name, Standardization? By)[] parts = [("inputs", scaling.Inputs), ("values", scaling.Targets)];
        return string.Join(", ", parts.Where(part => part.By is not null).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Name} centered and divided by {1.0 / part.By!.Factor:G6}")));
    }

    /// <summary>Formats an accuracy, or a mean square error.</summary>
    public static string Score(double score, bool isAccuracy) =>
        isAccuracy ? string.Create(CultureInfo.InvariantCulture, $"{100.0 * score:F2} %") : score.ToString("0.0000e+00", CultureInfo.InvariantCulture);
}
