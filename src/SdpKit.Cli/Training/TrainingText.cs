using System.Globalization;

namespace SdpKit.Cli.Training;

/// <summary>Says in words what training is about.</summary>
internal static class TrainingText
{
    /// <summary>Gets the methods with the names that the option takes.</summary>
    public static (string Name, TrainingMethod Value)[] Methods { get; } = [.. Enum.GetValues<TrainingMethod>().Select(method => (Of(method), method))];

    /// <summary>Gets the name of a method as the option takes it.</summary>
    public static string Of(TrainingMethod method) => method.ToString().ToLowerInvariant();

    /// <summary>Formats an accuracy, or a mean square error.</summary>
    public static string Score(double score, bool isAccuracy) =>
        isAccuracy ? string.Create(CultureInfo.InvariantCulture, $"{100.0 * score:F2} %") : score.ToString("0.0000e+00", CultureInfo.InvariantCulture);
}
