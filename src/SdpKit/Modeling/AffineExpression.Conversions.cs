using MathNet.Numerics.LinearAlgebra;
using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling;

/// <content>Constants.</content>
public partial class AffineExpression
{
    /// <summary>Makes a constant scalar.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public static implicit operator AffineExpression(double value) => Constant(SparseAlgebra.Scalar(value));

    /// <summary>Makes a constant column.</summary>
    /// <param name="values">The entries, at least one; copied.</param>
    /// <exception cref="ArgumentException">There are none, or a value is not finite.</exception>
    public static implicit operator AffineExpression(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var column = new double[values.Length, 1];
        Buffer.BlockCopy(values, 0, column, 0, sizeof(double) * values.Length);
        return column;
    }

    /// <summary>Makes a constant matrix.</summary>
    /// <param name="values">The entries, at least one; copied.</param>
    /// <exception cref="ArgumentException">There are none, or a value is not finite.</exception>
    public static implicit operator AffineExpression(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Length > 0 ? Constant(SparseAlgebra.Of(values)) : throw new ArgumentException("A constant of an expression has no entries; expected at least one row and one column.");
    }

    /// <summary>Makes a constant column.</summary>
    /// <param name="values">The entries; copied.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static implicit operator AffineExpression(Vector<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.ToArray();
    }

    /// <summary>Makes a constant matrix; of a sparse one only the stored entries are read.</summary>
    /// <param name="values">The entries; copied.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static implicit operator AffineExpression(Matrix<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var entries = new TripletList();
        foreach ((int row, int column, double value) in values.EnumerateIndexed(Zeros.AllowSkip))
        {
            entries.Add(row, column, value);
        }

        return Constant(entries.Build(values.RowCount, values.ColumnCount));
    }

    internal static AffineExpression Constant(SparseRows matrix)
    {
        foreach ((int row, int column, double value) in SparseAlgebra.Entries(matrix))
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException($"Entry [{row}, {column}] of a constant is {value}, not finite.");
            }
        }

        return new AffineExpression(null, matrix, []);
    }
}
