namespace SdpKit.Lipschitz.Enclosures;

/// <summary>Constants of rounding to nearest in double precision.</summary>
internal static class Rounding
{
    /// <summary>u = 2^-53, the unit roundoff: |fl(x) - x| &lt;= u |fl(x)| where nothing underflows.</summary>
    public const double Unit = 1.0 / (1L << 53);

    /// <summary>eta = 2^-1074, the least positive double: what underflow adds to an error, twice.</summary>
    public const double Least = double.Epsilon;

    /// <summary>Bounds gamma_n = n u / (1 - n u) (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1) from above, n up to 2^40.</summary>
    public static double Gamma(double n) => 1.001 * n * Unit;
}
