namespace SdpKit.Lipschitz;

/// <summary>Represents the slopes that an activation phi may have: Minimum &lt;= (phi(a) - phi(b)) / (a - b) &lt;= Maximum for all a != b of interest. Immutable and thread-safe.</summary>
public readonly record struct SlopeRange
{
    /// <summary>Initializes a range.</summary>
    /// <param name="minimum">The least slope, finite.</param>
    /// <param name="maximum">The largest slope, finite, at least <paramref name="minimum"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A slope is not finite, or the largest is below the least.</exception>
    public SlopeRange(double minimum, double maximum)
    {
        if (!double.IsFinite(minimum) || !double.IsFinite(maximum) || maximum < minimum)
        {
            throw new ArgumentOutOfRangeException(nameof(maximum), FormattableString.Invariant($"The slopes [{minimum}, {maximum}] are not a range of finite numbers."));
        }

        Minimum = minimum;
        Maximum = maximum;
    }

    /// <summary>Gets the least slope, alpha.</summary>
    public double Minimum { get; }

    /// <summary>Gets the largest slope, beta.</summary>
    public double Maximum { get; }

    /// <summary>Gets the largest slope in absolute value.</summary>
    public double Magnitude => Math.Max(Math.Abs(Minimum), Math.Abs(Maximum));

    /// <summary>Tells whether another range lies in this one.</summary>
    /// <param name="other">The other range.</param>
    public bool Contains(SlopeRange other) => Minimum <= other.Minimum && other.Maximum <= Maximum;

    /// <summary>Returns the range as <c>[minimum, maximum]</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"[{Minimum}, {Maximum}]");
}
