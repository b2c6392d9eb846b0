using SdpKit.Lipschitz.Chains;

namespace SdpKit.Lipschitz.Local;

/// <summary>Encloses the slopes that an activation can have on an interval.</summary>
internal static class SlopeEnclosure
{
    /// <summary>The derivative is enclosed on so many cells of the interval; it is too wide by about the curvature times the width of one.</summary>
    private const int Cells = 100;

    /// <summary>Computes a range of all slopes between two points within a radius of x, rounded outward.</summary>
    public static SlopeRange Near(Activation activation, double x, double radius)
    {
        SlopeRange all = activation.Slopes;
        if (!double.IsFinite(x) || !double.IsFinite(radius))
        {
            return all;
        }

        double cell = Rounding.Up((radius / Cells) + (4.0 * Rounding.Unit * (Math.Abs(x) + radius)));
        double least = double.PositiveInfinity;
        double greatest = double.NegativeInfinity;
        for (int k = 0; k < Cells; k++)
        {
            double center = x + (radius * (((2.0 * k) + 1.0 - Cells) / Cells));
            double slope = activation.Derivative(center);
            double error = activation.DerivativeError(center, cell);
            least = Math.Min(least, error == 0.0 ? slope : Math.BitDecrement(slope - error));
            greatest = Math.Max(greatest, error == 0.0 ? slope : Math.BitIncrement(slope + error));
        }

        // Near a kink the enclosure is infinite. Both ranges hold all slopes, so they meet.
        return new SlopeRange(Math.Max(all.Minimum, least), Math.Min(all.Maximum, greatest));
    }
}
