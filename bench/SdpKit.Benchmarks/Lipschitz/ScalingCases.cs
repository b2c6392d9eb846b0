using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Formats;

namespace SdpKit.Benchmarks.Lipschitz;

/// <summary>Makes the networks whose bounds are timed.</summary>
internal static class ScalingCases
{
    public const string Wide = "100-n-10";
    public const string Square = "N-N-N-10";
    public const string Chain = "chain of width 16";

    private const string LipSdp = "LipSDP, MOSEK (published)";
    private const string LayerChain = "GLipSDP, MOSEK (published)";
    private const int Width = 16;

    /// <summary>The depths of the chains, with the seconds that Pauli, Gramlich and Allgoewer (arXiv 2405.01125) published for theirs.</summary>
    private static readonly (int Depth, double LipSdp, double LayerChain)[] Depths =
        [(2, 0.005, 0.008), (4, 0.017, 0.017), (8, 0.066, 0.039), (16, 0.39, 0.087), (32, 2.25, 0.20), (64, 9.77, 0.38)];

    /// <summary>Makes the families.</summary>
    /// <param name="seed">Decides the random weights.</param>
    /// <param name="chainFolder">The folder of the published chains, mlp_L3_W16.mat to mlp_L65_W16.mat; null for random ones.</param>
    public static IEnumerable<ScalingCase> All(int seed, string? chainFolder)
    {
        foreach (int hidden in new[] { 100, 200, 500, 1000, 2000, 3000 })
        {
            // Fazlyab et al. 2019 for networks of these hidden sizes; their inputs and outputs are others.
            (string, double)[] published = hidden switch { 500 => [(LipSdp, 5.22)], 3000 => [(LipSdp, 735.0)], _ => [] };
            yield return new ScalingCase(Wide, hidden, () => RandomNetwork.Make(seed, 100, hidden, 10), published);
        }

        foreach (int width in new[] { 25, 50, 100, 200, 400 })
        {
            yield return new ScalingCase(Square, 3 * width, () => RandomNetwork.Make(seed, width, width, width, width, 10));
        }

        foreach ((int depth, double lipSdp, double layerChain) in Depths)
        {
            Network Make() => chainFolder is null ? RandomNetwork.Make(seed, [.. Enumerable.Repeat(Width, depth + 1)]) : Published(chainFolder, depth);
            yield return new ScalingCase(Chain, depth, Make, (LipSdp, lipSdp), (LayerChain, layerChain));
        }
    }

    /// <summary>Makes x -> W_d phi(... W_1 x), W_i = linear_i_weight', from a file that holds a network with one layer more on each side.</summary>
    private static Network Published(string folder, int depth)
    {
        Network file = NetworkReader.ReadFile(Path.Combine(folder, FormattableString.Invariant($"mlp_L{depth + 1}_W{Width}.mat"))).Network;
        return new Network([.. file.Layers[1..(depth + 1)].Select((layer, l) => new DenseLayer(
            Width, Width, [.. Enumerable.Range(0, Width * Width).Select(k => layer.Row(k % Width)[k / Width])], [], l == depth - 1 ? Activation.Identity : Activation.Relu))]);
    }
}
