using System.Collections.Immutable;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.Robustness;

/// <summary>Represents Lipschitz bounds of all margins f_i - f_j between two outputs. Immutable and thread-safe.</summary>
/// <remarks>A bound L of all outputs as a vector bounds each margin by sqrt(2) L (Tsuzuku, Sato, Sugiyama 2018); a bound of the margin itself is at most that.</remarks>
public sealed class MarginBounds
{
    private readonly double _common;
    private readonly ImmutableDictionary<(int, int), double> _single;

    private readonly LipschitzCertificate _whole;

    private MarginBounds(LipschitzCertificate whole, double common, ImmutableDictionary<(int, int), double> single) => (_whole, _common, _single) = (whole, common, single);

    /// <summary>Gets the bound of f_i - f_j, which is that of f_j - f_i.</summary>
    /// <param name="first">i, from 0.</param>
    /// <param name="second">j, from 0.</param>
    public double this[int first, int second] => Math.Min(_common, _single.GetValueOrDefault(Ordered(first, second), double.PositiveInfinity));

    /// <summary>Makes the bounds from certificates of one network.</summary>
    /// <param name="whole">The certificate of all its outputs.</param>
    /// <param name="margins">Certificates of margins; none of those that are left out.</param>
    /// <exception cref="ArgumentException">A certificate is for other outputs than that, for other weights or for fewer slopes.</exception>
    public static MarginBounds Of(LipschitzCertificate whole, params IEnumerable<LipschitzCertificate> margins)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentNullException.ThrowIfNull(margins);
        if (whole.Output != OutputSelection.All)
        {
            throw new ArgumentException("The certificate is not for all outputs.", nameof(whole));
        }

        var single = ImmutableDictionary.CreateBuilder<(int, int), double>();
        foreach (LipschitzCertificate margin in margins)
        {
            if (margin.Output is not { Index: { } first, Subtracted: { } second } || margin.WeightsHash != whole.WeightsHash || !AssumesAtLeast(margin, whole.Slopes))
            {
                throw new ArgumentException("A certificate is not for a margin between two outputs of the same network, with the same slopes.", nameof(margins));
            }

            single[Ordered(first, second)] = margin.Bound;
        }

        return new MarginBounds(whole, (EnclosedNumber.Sqrt(2.0) * whole.Bound).Upper, single.ToImmutable());
    }

    /// <summary>Tells whether the bounds are of a network: of its weights, and for all slopes that are assumed of it.</summary>
    internal bool AreFor(Network network) =>
        _whole.WeightsHash == WeightsHash.Of(network) && AssumesAtLeast(_whole, [.. network.Layers.Select(layer => layer.Slopes)]);

    private static bool AssumesAtLeast(LipschitzCertificate certificate, ImmutableArray<ImmutableArray<SlopeRange>> slopes) =>
        certificate.Slopes.Length == slopes.Length
        && certificate.Slopes.Zip(slopes).All(layer => layer.First.Length == layer.Second.Length && layer.First.Zip(layer.Second).All(neuron => neuron.First.Contains(neuron.Second)));

    private static (int, int) Ordered(int first, int second) => (Math.Min(first, second), Math.Max(first, second));
}
