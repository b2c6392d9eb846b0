namespace SdpKit.Verification;

/// <summary>Multiplies a matrix of sparse rows by a vector, in compensated arithmetic.</summary>
internal static class RowProducts
{
    /// <summary>Computes A x.</summary>
    public static CompensatedSum[] Of(SparseRows matrix, ReadOnlySpan<double> x)
    {
        var products = new CompensatedSum[matrix.RowCount];
        for (int row = 0; row < products.Length; row++)
        {
            ReadOnlySpan<int> columns = matrix.Columns(row);
            ReadOnlySpan<double> values = matrix.Values(row);
            for (int k = 0; k < columns.Length; k++)
            {
                products[row].AddProduct(values[k], x[columns[k]]);
            }
        }

        return products;
    }

    /// <summary>Adds A'v to sums.</summary>
    public static void AddTransposed(Span<CompensatedSum> sums, SparseRows matrix, ReadOnlySpan<double> v)
    {
        for (int row = 0; row < matrix.RowCount; row++)
        {
            ReadOnlySpan<int> columns = matrix.Columns(row);
            ReadOnlySpan<double> values = matrix.Values(row);
            for (int k = 0; k < columns.Length; k++)
            {
                sums[columns[k]].AddProduct(values[k], v[row]);
            }
        }
    }
}
