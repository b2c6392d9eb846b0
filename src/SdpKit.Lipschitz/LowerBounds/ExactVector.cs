using System.Numerics;
using SdpKit.Lipschitz.Activations;

namespace SdpKit.Lipschitz.LowerBounds;

/// <summary>Holds a vector of integers times a power of two, exactly. Doubles are such numbers, and so is what a piecewise linear network makes of them: about 53 bits more with each layer.</summary>
/// <param name="Mantissas">The integers.</param>
/// <param name="Exponent">The exponent of 2 that they have in common.</param>
internal sealed record ExactVector(BigInteger[] Mantissas, int Exponent)
{
    /// <summary>Holds doubles, all finite.</summary>
    public static ExactVector Of(ReadOnlySpan<double> values)
    {
        int exponent = LeastExponent(values, 0);
        var mantissas = new BigInteger[values.Length];
        for (int i = 0; i < mantissas.Length; i++)
        {
            mantissas[i] = Integer(values[i], exponent);
        }

        return new ExactVector(mantissas, exponent);
    }

    /// <summary>Gets the sum of the squares, without the factor 2^(2 Exponent).</summary>
    public BigInteger SquaredNorm => Mantissas.Aggregate(BigInteger.Zero, (sum, mantissa) => sum + (mantissa * mantissa));

    /// <summary>Computes W x + b.</summary>
    public ExactVector Multiply(DenseLayer layer, ReadOnlySpan<double> bias)
    {
        int weightExponent = LeastExponent(layer.Weights.AsSpan(), 0);
        int exponent = LeastExponent(bias, weightExponent + Exponent);
        var result = new BigInteger[layer.OutputSize];
        for (int i = 0; i < result.Length; i++)
        {
            ReadOnlySpan<double> row = layer.Row(i);
            BigInteger sum = BigInteger.Zero;
            for (int j = 0; j < row.Length; j++)
            {
                if (row[j] != 0.0 && !Mantissas[j].IsZero)
                {
                    sum += Integer(row[j], weightExponent) * Mantissas[j];
                }
            }

            result[i] = (sum << (weightExponent + Exponent - exponent)) + (bias.IsEmpty ? BigInteger.Zero : Integer(bias[i], exponent));
        }

        return new ExactVector(result, exponent);
    }

    /// <summary>Multiplies the numbers by the slopes that an activation has at other ones: by 1 where they are positive, by its slope where they are negative.</summary>
    public ExactVector MultiplySlopes(PiecewiseLinear activation, ExactVector arguments)
    {
        int exponent = Math.Min(0, LeastExponent([activation.Slope], 0));
        BigInteger one = Integer(1.0, exponent);
        BigInteger slope = Integer(activation.Slope, exponent);
        return new ExactVector([.. Mantissas.Select((mantissa, i) => mantissa * (arguments.Mantissas[i].Sign >= 0 ? one : slope))], Exponent + exponent);
    }

    /// <summary>Gets the least exponent e for which all numbers are integers times 2^e, at most a given one; zeros fit any.</summary>
    private static int LeastExponent(ReadOnlySpan<double> values, int least)
    {
        foreach (double value in values)
        {
            (long mantissa, int exponent) = Parts(value);
            least = mantissa == 0 ? least : Math.Min(least, exponent + BitOperations.TrailingZeroCount(mantissa));
        }

        return least;
    }

    private static BigInteger Integer(double value, int exponent)
    {
        (long mantissa, int own) = Parts(value);
        return own >= exponent ? (BigInteger)mantissa << (own - exponent) : mantissa >> (exponent - own);
    }

    /// <summary>Splits a double into an integer below 2^53 in absolute value and an exponent of 2.</summary>
    private static (long Mantissa, int Exponent) Parts(double value)
    {
        const int FractionBits = 52;
        const int Bias = 1075;
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> FractionBits) & 0x7ff;
        long fraction = bits & ((1L << FractionBits) - 1);
        long mantissa = exponent == 0 ? fraction : fraction | (1L << FractionBits);
        return (bits < 0 ? -mantissa : mantissa, Math.Max(exponent, 1) - Bias);
    }
}
