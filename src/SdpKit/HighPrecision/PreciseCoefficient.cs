namespace SdpKit.HighPrecision;

/// <summary>Represents one coefficient matrix by the entries of its lower triangle, places counted in the whole matrix. Immutable.</summary>
internal sealed class PreciseCoefficient((int Row, int Column, double Value)[] entries)
{
    /// <summary>Gets ||F||_F.</summary>
    public double Norm => Math.Sqrt(entries.Sum(entry => (entry.Row == entry.Column ? 1.0 : 2.0) * entry.Value * entry.Value));

    /// <summary>Computes <c>target += scale * F</c>.</summary>
    public void AddTo(PreciseMatrix target, DoubleDouble scale)
    {
        foreach ((int row, int column, double value) in entries)
        {
            target[row, column] += scale * value;
            if (row != column)
            {
                target[column, row] += scale * value;
            }
        }
    }

    /// <summary>Computes &lt;F, M>, M symmetric or not.</summary>
    public DoubleDouble Inner(PreciseMatrix matrix)
    {
        DoubleDouble sum = 0.0;
        foreach ((int row, int column, double value) in entries)
        {
            sum += value * (row == column ? matrix[row, row] : matrix[row, column] + matrix[column, row]);
        }

        return sum;
    }

    /// <summary>Computes &lt;F, M> for each matrix of a batch.</summary>
    public void Inner(PreciseBatch matrices, Span<DoubleDouble> products) => matrices.Inner(entries, products);

    /// <summary>Computes the product F M.</summary>
    public void Multiply(PreciseMatrix matrix, PreciseMatrix product)
    {
        product.Clear();
        foreach ((int row, int column, double value) in entries)
        {
            product.AddRow(row, value, matrix, column, matrix.Blocks.First(row));
            if (row != column)
            {
                product.AddRow(column, value, matrix, row, matrix.Blocks.First(row));
            }
        }
    }
}
