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

    private MarginBounds(double common, ImmutableDictionary<(int, int), double> single) => (_common, _single) = (common, single);

    /// <summary>Gets the bound of f_i - f_j, which is that of f_j - f_i.</summary>
    /// <param name="first">i, from 0.</param>
    /// <param name="second">j, from 0.</param>
    public double this[int first, int second] => Math.Min(_common, _single.GetValueOrDefault(Ordered(first, second), double.PositiveInfinity));

    /// <summary>Makes the bounds from certificates of one network.</summary>
    /// <param name="whole">The certificate of all its outputs.</param>
    /// <param name="margins">Certificates of margins; none of those that are left out.</param>
    /// <exception cref="ArgumentException">A certificate is for other outputs than that, or for other weights.</exception>
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
            if (margin.Output is not { Index: { } first, Subtracted: { } second } || margin.WeightsHash != whole.WeightsHash)
            {
                throw new ArgumentException("A certificate is not for a margin between two outputs of the same network.", nameof(margins));
            }

            single[Ordered(first, second)] = margin.Bound;
        }

        return new MarginBounds((EnclosedNumber.Sqrt(2.0) * whole.Bound).Upper, single.ToImmutable());
    }

    private static (int, int) Ordered(int first, int second) => (Math.Min(first, second), Math.Max(first, second));
}
