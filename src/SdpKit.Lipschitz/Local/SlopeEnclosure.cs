using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.Local;

/// <summary>Encloses the slopes that an activation can have on an interval.</summary>
internal static class SlopeEnclosure
{
    /// <summary>The derivative is enclosed on so many cells of the interval; it is too wide by about the curvature times the width of one.</summary>
    private const int Cells = 100;

    /// <summary>Computes a range of all slopes between two points in an interval, rounded outward.</summary>
    public static SlopeRange Of(Activation activation, EnclosedNumber interval)
    {
        SlopeRange all = activation.Slopes;
        if (!interval.IsKnown)
        {
            return all;
        }

        (double x, double radius) = (interval.Center, interval.Radius);
        double cell = (((EnclosedNumber)radius / Cells) + ((EnclosedNumber)(4.0 * Rounding.Unit) * interval.Magnitude)).Upper;
        double least = double.PositiveInfinity;
        double greatest = double.NegativeInfinity;
        for (int k = 0; k < Cells; k++)
        {
            double center = x + (radius * (((2.0 * k) + 1.0 - Cells) / Cells));
            EnclosedNumber slope = activation.EncloseDerivative(new EnclosedNumber(center, cell));
            least = Math.Min(least, slope.Lower);
            greatest = Math.Max(greatest, slope.Upper);
        }

        // Near a kink nothing is known of the derivative. Both ranges hold all slopes, so they meet.
        return new SlopeRange(Math.Max(all.Minimum, least), Math.Min(all.Maximum, greatest));
    }
}
