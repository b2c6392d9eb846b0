using SdpKit.Lipschitz.Enclosures;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Proof;

/// <summary>Multiplies a block path from both sides by powers of two that bring its diagonal to between 1/2 and 2: exact, and what makes deep chains provable.</summary>
internal static class PowerOfTwoScaling
{
    /// <summary>Gets the exponent of the power of two whose square brings a positive number to between 1/2 and 2; 0 for others.</summary>
    public static int Exponent(double value) => value > 0.0 && double.IsFinite(value) ? -((Math.ILogB(value) + 1) >> 1) : 0;

    /// <summary>Scales a matrix and computes the row sums of its scaled errors; false where an entry of the diagonal is not positive and finite, or an error is not finite.</summary>
    public static bool TryApply(BlockPath matrix, BlockErrors errors, out double[] rowSums)
    {
        int[] starts = matrix.Starts();
        rowSums = new double[starts[^1]];
        if (!matrix.Diagonals.All(diagonal => diagonal.All(value => value > 0.0 && double.IsFinite(value))))
        {
            return false;
        }

        int[][] exponents = [.. matrix.Diagonals.Select(diagonal => diagonal.Select(Exponent).ToArray())];
        for (int l = 0; l < exponents.Length; l++)
        {
            for (int j = 0; j < exponents[l].Length; j++)
            {
                matrix.Diagonals[l][j] = Math.ScaleB(matrix.Diagonals[l][j], 2 * exponents[l][j]);
            }

            if (matrix.Dense[l] is { } dense)
            {
                Scale(dense, errors.Diagonals[l], exponents[l], exponents[l], rowSums.AsSpan(starts[l]), rowSums.AsSpan(starts[l]), isTriangle: true);
            }

            if (l + 1 < exponents.Length)
            {
                Scale(matrix[l + 1, l]!, errors.Joints[l], exponents[l + 1], exponents[l], rowSums.AsSpan(starts[l + 1]), rowSums.AsSpan(starts[l]), isTriangle: false);
            }
        }

        return rowSums.All(double.IsFinite);
    }

    /// <summary>Scales a block, and adds each scaled error, with what the scaling itself may lose by underflow, to the sum of its row and of its mirror's.</summary>
    private static void Scale(DenseMatrix block, DenseMatrix? errors, int[] rows, int[] columns, Span<double> rowSums, Span<double> columnSums, bool isTriangle)
    {
        for (int j = 0; j < block.Columns; j++)
        {
            for (int i = isTriangle ? j : 0; i < block.Rows; i++)
            {
                EnclosedNumber scaled = new EnclosedNumber(block[i, j], errors is null ? 0.0 : errors[i, j]).ScaledBy(rows[i] + columns[j]);
                block[i, j] = scaled.Center;
                rowSums[i] = ((EnclosedNumber)rowSums[i] + scaled.Radius).Upper;
                if (!isTriangle || i != j)
                {
                    columnSums[j] = ((EnclosedNumber)columnSums[j] + scaled.Radius).Upper;
                }
            }
        }
    }
}
