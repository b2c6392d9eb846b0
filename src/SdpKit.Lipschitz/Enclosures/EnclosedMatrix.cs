using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Enclosures;

/// <summary>Holds a matrix of enclosed numbers as kernels take it: the centers, and the radii where there are any.</summary>
/// <param name="Centers">The centers.</param>
/// <param name="Radii">The radii; null where all numbers are exact.</param>
internal sealed record EnclosedMatrix(DenseMatrix Centers, DenseMatrix? Radii)
{
    public int Rows => Centers.Rows;

    public int Columns => Centers.Columns;

    public EnclosedNumber this[int row, int column] => new(Centers[row, column], Radii is null ? 0.0 : Radii[row, column]);

    /// <summary>Makes the matrix whose entry (i, j) is function(i, j).</summary>
    public static EnclosedMatrix Of(int rows, int columns, Func<int, int, EnclosedNumber> function)
    {
        var centers = new DenseMatrix(rows, columns);
        DenseMatrix? radii = null;
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < rows; i++)
            {
                EnclosedNumber value = function(i, j);
                centers[i, j] = value.Center;
                if (value.Radius != 0.0)
                {
                    radii ??= new DenseMatrix(rows, columns);
                    radii[i, j] = value.Radius;
                }
            }
        }

        return new EnclosedMatrix(centers, radii);
    }

    /// <summary>Computes A D B with D a diagonal matrix.</summary>
    public static EnclosedMatrix Product(EnclosedMatrix a, ReadOnlySpan<double> diagonal, EnclosedMatrix b)
    {
        // The rows of A D lie as columns, so that sums run through memory.
        double[] slopes = diagonal.ToArray();
        EnclosedMatrix rows = Of(a.Columns, a.Rows, (k, i) => a[i, k] * slopes[k]);
        var column = new EnclosedNumber[b.Rows];
        var product = new EnclosedNumber[a.Rows * b.Columns];
        for (int j = 0; j < b.Columns; j++)
        {
            for (int k = 0; k < column.Length; k++)
            {
                column[k] = b[k, j];
            }

            for (int i = 0; i < a.Rows; i++)
            {
                product[(j * a.Rows) + i] = EnclosedNumber.Sum(default, rows.Centers.Column(i), rows.Radii is null ? [] : rows.Radii.Column(i), column);
            }
        }

        return Of(a.Rows, b.Columns, (i, j) => product[(j * a.Rows) + i]);
    }

    /// <summary>Keeps some rows and columns.</summary>
    public EnclosedMatrix Select(int[] rows, int[] columns) => Of(rows.Length, columns.Length, (i, j) => this[rows[i], columns[j]]);

    /// <summary>Multiplies all numbers by 2^exponent.</summary>
    public EnclosedMatrix ScaledBy(int exponent) => exponent == 0 ? this : Of(Rows, Columns, (i, j) => this[i, j].ScaledBy(exponent));

    /// <summary>Bounds all absolute values.</summary>
    public DenseMatrix Magnitudes() => DenseMatrix.Of(Rows, Columns, (i, j) => this[i, j].Magnitude);

    /// <summary>Makes a matrix of numbers near these, none of which is 0 where the enclosed one may be another: for solvers, to which a weight that is 0 tells that nothing depends on its neuron.</summary>
    public DenseMatrix Representative() => Radii is null ? Centers : DenseMatrix.Of(Rows, Columns, (i, j) => Math.CopySign(this[i, j].Magnitude, Centers[i, j]));
}
