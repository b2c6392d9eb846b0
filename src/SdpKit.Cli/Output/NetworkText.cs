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
        return Sizes(network) + (slopes.Length == 0 ? "" : $", slopes {string.Join(", ", slopes)}");
    }

    /// <summary>Gets what stands behind a proved bound: that it is, for which inputs, and what the network takes for granted.</summary>
    public static string Proved(Network network, string where = "") => $"(proved{string.Join(", ", [where, .. network.Assumptions])})";

    /// <summary>Gets the sizes of a network's layers, such as 784-50-10; 784-33x16-10 where there are 33 layers of 16.</summary>
    private static string Sizes(Network network)
    {
        const int LongRun = 4;
        var texts = new List<string>();
        for (int first = 0, next; first < network.Sizes.Length; first = next)
        {
            int size = network.Sizes[first];
            next = first;
            while (next < network.Sizes.Length && network.Sizes[next] == size)
            {
                next++;
            }

            string text = size.ToString(CultureInfo.InvariantCulture);
            texts.AddRange(next - first >= LongRun ? [string.Create(CultureInfo.InvariantCulture, $"{next - first}x{size}")] : Enumerable.Repeat(text, next - first));
        }

        return string.Join('-', texts);
    }

    /// <summary>Gets the range that holds the slopes of all neurons of a layer.</summary>
    public static SlopeRange HullOf(DenseLayer layer) => new(layer.Slopes.Min(range => range.Minimum), layer.Slopes.Max(range => range.Maximum));

    /// <summary>Formats a number to the digits that matter to people.</summary>
    public static string Short(double value) => value.ToString("g7", CultureInfo.InvariantCulture);
}
