namespace SdpKit.Modeling.Terms;

/// <summary>Multiplies constant sparse matrices row by row (Gustavson 1978).</summary>
internal static class SparseMatrixProduct
{
    /// <summary>Computes A B.</summary>
    public static SparseRows Of(SparseRows left, SparseRows right)
    {
        if (SparseAlgebra.IsIdentity(left) || SparseAlgebra.IsIdentity(right))
        {
            return SparseAlgebra.IsIdentity(left) ? right : left;
        }

        var starts = new int[left.RowCount + 1];
        var sum = new SparseRowSum(right.ColumnCount);
        for (int row = 0; row < left.RowCount; row++)
        {
            sum.Append(left.Columns(row), left.Values(row), right, right.ColumnCount);
            starts[row + 1] = sum.Count;
        }

        return sum.Build(starts);
    }

    /// <summary>Computes the lower triangle of A' diag(w) A.</summary>
    public static SparseRows Gram(SparseRows matrix, double[] weights)
    {
        SparseRows columns = SparseAlgebra.Transpose(matrix).Select((row, value) => weights[row] * value);
        var starts = new int[columns.RowCount + 1];
        var sum = new SparseRowSum(matrix.ColumnCount);
        for (int row = 0; row < columns.RowCount; row++)
        {
            sum.Append(columns.Columns(row), columns.Values(row), matrix, row + 1);
            starts[row + 1] = sum.Count;
        }

        return sum.Build(starts);
    }
}
