using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Proof;

/// <summary>Multiplies a block path from both sides by powers of two that bring its diagonal to between 1/2 and 2: exact, and what makes deep chains provable.</summary>
internal static class PowerOfTwoScaling
{
    /// <summary>Scales a matrix and computes the row sums of its scaled errors; false where an entry of the diagonal is not positive and finite, or an error is not finite.</summary>
    public static bool TryApply(BlockPath matrix, BlockErrors errors, out double[] rowSums)
    {
        int[] starts = matrix.Starts();
        rowSums = new double[starts[^1]];
        if (!matrix.Diagonals.All(diagonal => diagonal.All(value => value > 0.0 && double.IsFinite(value))))
        {
            return false;
        }

        int[][] exponents = [.. matrix.Diagonals.Select(diagonal => diagonal.Select(value => -((Math.ILogB(value) + 1) >> 1)).ToArray())];
        for (int l = 0; l < exponents.Length; l++)
        {
            for (int j = 0; j < exponents[l].Length; j++)
            {
                matrix.Diagonals[l][j] = Math.ScaleB(matrix.Diagonals[l][j], 2 * exponents[l][j]);
            }

            if (matrix.Dense[l] is { } dense)
            {
                Scale(dense, errors.Diagonals[l]!, exponents[l], exponents[l], rowSums.AsSpan(starts[l]), rowSums.AsSpan(starts[l]), isTriangle: true);
            }

            if (l + 1 < exponents.Length)
            {
                Scale(matrix[l + 1, l]!, errors.Joints[l], exponents[l + 1], exponents[l], rowSums.AsSpan(starts[l + 1]), rowSums.AsSpan(starts[l]), isTriangle: false);
            }
        }

        return rowSums.All(double.IsFinite);
    }

    /// <summary>Scales a block, and adds each scaled error, with what the scaling itself may lose by underflow, to the sum of its row and of its mirror's.</summary>
    private static void Scale(DenseMatrix block, DenseMatrix error, int[] rows, int[] columns, Span<double> rowSums, Span<double> columnSums, bool isTriangle)
    {
        for (int j = 0; j < block.Columns; j++)
        {
            Span<double> values = block.Column(j);
            ReadOnlySpan<double> errors = error.Column(j);
            for (int i = isTriangle ? j : 0; i < values.Length; i++)
            {
                int exponent = rows[i] + columns[j];
                double scaled = Rounding.Up(Scaled(errors[i], exponent)) + (errors[i] == 0.0 ? 0.0 : 2.0 * Rounding.Least);
                values[i] = Scaled(values[i], exponent);
                rowSums[i] += scaled;
                if (!isTriangle || i != j)
                {
                    columnSums[j] += scaled;
                }
            }
        }
    }

    /// <summary>Multiplies by a power of two, with one rounding where the result is subnormal. Where the power is a normal double, it is made of its bits.</summary>
    private static double Scaled(double value, int exponent)
    {
        const int Bias = 1023;
        const int FractionBits = 52;
        return Math.Abs(exponent) < Bias ? value * BitConverter.Int64BitsToDouble((long)(exponent + Bias) << FractionBits) : Math.ScaleB(value, exponent);
    }
}
