using System.Globalization;
using SdpKit.Lipschitz;

namespace SdpKit.Cli.Output;

/// <summary>Says in words what a certification is about.</summary>
internal static class NetworkText
{
    /// <summary>Gets the name of a method as the option takes it.</summary>
    public static string Of(LipschitzMethod method) => method.ToString().ToLowerInvariant();

    /// <summary>Gets the outputs as users count them, from 1.</summary>
    public static string Of(OutputSelection output) => output switch
    {
        { Index: { } index, Subtracted: { } subtracted } => $"output {index + 1} minus output {subtracted + 1}",
        { Index: { } index } => $"output {index + 1}",
        _ => "all outputs",
    };

    /// <summary>Gets the sizes of a network, such as 784-50-10, and the slopes of its activations.</summary>
    public static string Of(Network network)
    {
        SlopeRange[] slopes = [.. network.Layers[..^1].Select(HullOf).Distinct()];
        return string.Join('-', network.Sizes) + (slopes.Length == 0 ? "" : $", slopes {string.Join(", ", slopes)}");
    }

    /// <summary>Gets the range that holds the slopes of all neurons of a layer.</summary>
    public static SlopeRange HullOf(DenseLayer layer) => new(layer.Slopes.Min(range => range.Minimum), layer.Slopes.Max(range => range.Maximum));

    /// <summary>Formats a number to the digits that matter to people.</summary>
    public static string Short(double value) => value.ToString("G7", CultureInfo.InvariantCulture);
}
