namespace SdpKit.Presolve.Dependencies;

/// <summary>Represents a linear dependency of matrix rows: <c>sum_k Weights[k] * row[Rows[k]] = 0</c>.</summary>
/// <param name="Rows">The rows; the last is the one that the others span.</param>
/// <param name="Weights">Their weights; the last is 1.</param>
internal sealed record RowDependency(int[] Rows, double[] Weights)
{
    /// <summary>Gets the row that the others span.</summary>
    public int Spanned => Rows[^1];

    /// <summary>Computes sum z_k a[Rows[k]] and the same sum of absolute values.</summary>
    public (double Sum, double Size) Combine(ReadOnlySpan<double> a)
    {
        double sum = 0.0;
        double size = 0.0;
        for (int k = 0; k < Rows.Length; k++)
        {
            double product = Weights[k] * a[Rows[k]];
            sum += product;
            size += Math.Abs(product);
        }

        return (sum, size);
    }

    /// <summary>Computes sum z_k row[Rows[k]], which is zero up to rounding.</summary>
    public double[] Residual(SparseRows matrix)
    {
        var residual = new double[matrix.ColumnCount];
        for (int k = 0; k < Rows.Length; k++)
        {
            ReadOnlySpan<int> columns = matrix.Columns(Rows[k]);
            for (int place = 0; place < columns.Length; place++)
            {
                residual[columns[place]] += Weights[k] * matrix.Values(Rows[k])[place];
            }
        }

        return residual;
    }
}
