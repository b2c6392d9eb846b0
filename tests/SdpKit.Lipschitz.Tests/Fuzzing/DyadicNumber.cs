using System.Numerics;

namespace SdpKit.Lipschitz.Tests.Fuzzing;

/// <summary>Represents an integer times a power of two, exactly: doubles are such numbers, and so are their sums and products.</summary>
internal readonly struct DyadicNumber
{
    private readonly BigInteger _mantissa;
    private readonly int _exponent;

    private DyadicNumber(BigInteger mantissa, int exponent) => (_mantissa, _exponent) = (mantissa, mantissa.IsZero ? 0 : exponent);

    public int Sign => _mantissa.Sign;

    public static implicit operator DyadicNumber(double value)
    {
        if (value == 0.0)
        {
            return default;
        }

        // A double is an integer below 2^53 times a power of two.
        int exponent = Math.Max(Math.ILogB(value) - 52, -1074);
        return new DyadicNumber(new BigInteger(Math.ScaleB(value, -exponent)), exponent);
    }

    public static DyadicNumber operator +(DyadicNumber x, DyadicNumber y) => x.Sign == 0 ? y
        : y.Sign == 0 ? x
        : x._exponent >= y._exponent ? new((x._mantissa << (x._exponent - y._exponent)) + y._mantissa, y._exponent)
        : y + x;

    public static DyadicNumber operator -(DyadicNumber x) => new(-x._mantissa, x._exponent);

    public static DyadicNumber operator -(DyadicNumber x, DyadicNumber y) => x + -y;

    public static DyadicNumber operator *(DyadicNumber x, DyadicNumber y) => new(x._mantissa * y._mantissa, x._exponent + y._exponent);

    public DyadicNumber ScaledBy(int exponent) => new(_mantissa, _exponent + exponent);

    /// <summary>Decides whether a symmetric matrix is positive definite: by the signs of its leading minors, which Bareiss' elimination computes without fractions.</summary>
    public static bool IsPositiveDefinite(DyadicNumber[,] matrix)
    {
        int order = matrix.GetLength(0);
        int least = matrix.Cast<DyadicNumber>().Where(entry => entry.Sign != 0).Select(entry => entry._exponent).DefaultIfEmpty(0).Min();
        var integers = new BigInteger[order, order];
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++)
            {
                integers[i, j] = matrix[i, j]._mantissa << (matrix[i, j].Sign == 0 ? 0 : matrix[i, j]._exponent - least);
            }
        }

        BigInteger before = BigInteger.One;
        for (int k = 0; k < order; k++)
        {
            if (integers[k, k].Sign <= 0)
            {
                return false;
            }

            for (int i = k + 1; i < order; i++)
            {
                for (int j = k + 1; j <= i; j++)
                {
                    integers[i, j] = integers[j, i] = ((integers[k, k] * integers[i, j]) - (integers[i, k] * integers[j, k])) / before;
                }
            }

            before = integers[k, k];
        }

        return true;
    }
}
