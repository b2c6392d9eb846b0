using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SdpKit.SchurSystem;

/// <summary>Computes many dot products of records of a few numbers, picked from two tables.</summary>
internal static unsafe class RecordDots
{
    /// <summary>The numbers in a vector; record lengths are multiples of it.</summary>
    public const int Lanes = 4;

    /// <summary>Computes the dot product of two records.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Dot(double* x, double* y, int length)
    {
        Vector256<double> sum = Vector256.Load(x) * Vector256.Load(y);
        for (int k = Lanes; k < length; k += Lanes)
        {
            sum = Vector256.FusedMultiplyAdd(Vector256.Load(x + k), Vector256.Load(y + k), sum);
        }

        return Vector256.Sum(sum);
    }

    /// <summary>Computes <c>values[k] = weights[k] * left[rows[k]]'right[columns[k]]</c> with records of four numbers.</summary>
    public static void DotFour(double* left, double* right, int* rows, int* columns, double* weights, double* values, int count)
    {
        int k = 0;
        for (; Avx.IsSupported && k + Lanes <= count; k += Lanes)
        {
            // Four products, then the sums of all four at once.
            Vector256<double> first = Avx.HorizontalAdd(
                Product(left, right, rows[k], columns[k]), Product(left, right, rows[k + 1], columns[k + 1]));
            Vector256<double> second = Avx.HorizontalAdd(
                Product(left, right, rows[k + 2], columns[k + 2]), Product(left, right, rows[k + 3], columns[k + 3]));
            Vector256<double> sums = Avx.Permute2x128(first, second, 0x20) + Avx.Permute2x128(first, second, 0x31);
            (sums * Vector256.Load(weights + k)).Store(values + k);
        }

        for (; k < count; k++)
        {
            values[k] = weights[k] * Vector256.Sum(Product(left, right, rows[k], columns[k]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Product(double* left, double* right, nint row, nint column) =>
        Vector256.Load(left + (row * Lanes)) * Vector256.Load(right + (column * Lanes));
}
