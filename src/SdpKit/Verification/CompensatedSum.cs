using System.Runtime.CompilerServices;

namespace SdpKit.Verification;

/// <summary>Sums in about twice the working precision: the rounding errors of the running sum are summed beside it.</summary>
/// <remarks>
/// Ogita, Rump, Oishi, "Accurate sum and dot product", 2005: the result of n additions has the error u|s| + O(n^2 u^2) sum|terms|.
/// </remarks>
internal struct CompensatedSum
{
    private double _high;
    private double _low;

    /// <summary>Gets the sum.</summary>
    public readonly double Value => _high + _low;

    /// <summary>Gets the sum as its rounded value and what rounding lost.</summary>
    public readonly (double High, double Low) Split()
    {
        double high = _high + _low;
        return (high, _low - (high - _high));
    }

    /// <summary>Adds a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double term)
    {
        double sum = _high + term;
        double part = sum - _high;
        _low += (_high - (sum - part)) + (term - part);
        _high = sum;
    }

    /// <summary>Adds a product, without rounding it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(double left, double right) => CompensatedVectors.AddProduct(ref _high, ref _low, left, right);

    /// <summary>Adds a multiple of another sum, without rounding it.</summary>
    public void AddScaled(double factor, CompensatedSum other)
    {
        AddProduct(factor, other._high);
        _low += factor * other._low;
    }
}
