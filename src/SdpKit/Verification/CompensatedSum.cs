using System.Runtime.CompilerServices;

namespace SdpKit.Verification;

/// <summary>Sums in about twice the working precision: the rounding errors of the running sum are summed beside it.</summary>
/// <remarks>
/// Ogita, Rump, Oishi, "Accurate sum and dot product", 2005: the result of n additions has the error u|s| + O(n^2 u^2) sum|terms|.
/// </remarks>
internal struct CompensatedSum
{
    /// <summary>Gets the running sum as rounded.</summary>
    public double High { get; private set; }

    /// <summary>Gets the sum of what rounding lost from <see cref="High"/>.</summary>
    public double Low { get; private set; }

    /// <summary>Gets the sum.</summary>
    public readonly double Value => High + Low;

    /// <summary>Adds a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double term)
    {
        double sum = High + term;
        double part = sum - High;
        Low += (High - (sum - part)) + (term - part);
        High = sum;
    }

    /// <summary>Adds a product, without rounding it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(double left, double right)
    {
        double product = left * right;
        Low += Math.FusedMultiplyAdd(left, right, -product);
        Add(product);
    }

    /// <summary>Adds a multiple of another sum, without rounding it.</summary>
    public void AddScaled(double factor, in CompensatedSum other)
    {
        AddProduct(factor, other.High);
        Low += factor * other.Low;
    }
}
