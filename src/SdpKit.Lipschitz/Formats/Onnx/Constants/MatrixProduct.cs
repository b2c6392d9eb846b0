namespace SdpKit.Lipschitz.Formats.Onnx.Constants;

/// <summary>Multiplies matrices stored row by row.</summary>
internal static class MatrixProduct
{
    /// <summary>Computes the product of a rows x inner and an inner x columns matrix.</summary>
    public static double[] Multiply(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int rows, int inner, int columns)
    {
        var product = new double[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            Span<double> row = product.AsSpan(i * columns, columns);
            for (int k = 0; k < inner; k++)
            {
                double factor = left[(i * inner) + k];
                ReadOnlySpan<double> other = right.Slice(k * columns, columns);
                for (int j = 0; j < row.Length; j++)
                {
                    row[j] += factor * other[j];
                }
            }
        }

        return product;
    }
}
