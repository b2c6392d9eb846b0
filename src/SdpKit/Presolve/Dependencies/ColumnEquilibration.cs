namespace SdpKit.Presolve.Dependencies;

/// <summary>Scales the columns of a sparse matrix so that tests of linear dependency weigh them alike.</summary>
internal static class ColumnEquilibration
{
    /// <summary>Multiplies each column by the power of two, so without rounding, that brings its largest entry into [1, 2).</summary>
    public static SparseRows Apply(SparseRows matrix)
    {
        var exponents = new int[matrix.ColumnCount];
        Array.Fill(exponents, int.MinValue);
        for (int row = 0; row < matrix.RowCount; row++)
        {
            for (int k = 0; k < matrix.Columns(row).Length; k++)
            {
                ref int exponent = ref exponents[matrix.Columns(row)[k]];
                exponent = Math.Max(exponent, Math.ILogB(matrix.Values(row)[k]));
            }
        }

        return matrix.Select((column, value) => Math.ScaleB(value, -exponents[column]));
    }
}
