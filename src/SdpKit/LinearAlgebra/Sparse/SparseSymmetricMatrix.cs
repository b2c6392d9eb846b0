namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Owns a sparse symmetric matrix on a pattern of single entries, with or without a multiple of one full matrix of rank one: S + w uu'.</summary>
/// <remarks>All such matrices with the same pattern and u are a vector space, whose coordinates are the values. Not thread-safe to change.</remarks>
internal sealed unsafe class SparseSymmetricMatrix : IDisposable
{
    private readonly AlignedBuffer _values;
    private readonly AlignedBuffer _vector;
    private readonly int[] _starts;

    /// <summary>Allocates a zero matrix.</summary>
    /// <param name="pattern">Where S has entries, cliques excluded.</param>
    /// <param name="vector">u, or nothing for S alone.</param>
    /// <exception cref="ArgumentException">The pattern has cliques.</exception>
    public SparseSymmetricMatrix(SymmetricPattern pattern, ReadOnlySpan<double> vector = default)
    {
        if (pattern.CliqueCount > 0)
        {
            throw new ArgumentException($"The pattern has {pattern.CliqueCount} cliques; expected single entries only.", nameof(pattern));
        }

        Pattern = pattern;
        HasVector = !vector.IsEmpty;
        _values = new AlignedBuffer((nint)pattern.Order + pattern.EntryCount + (HasVector ? 1 : 0));
        _vector = new AlignedBuffer(vector.Length);
        vector.CopyTo(new Span<double>(_vector.Data, vector.Length));
        _starts = new int[pattern.Order + 1];
        _starts[0] = pattern.Order;
        for (int column = 0; column < pattern.Order; column++)
        {
            _starts[column + 1] = _starts[column] + pattern.Rows(column).Length;
        }
    }

    /// <summary>Gets where the entries below the diagonal are.</summary>
    public SymmetricPattern Pattern { get; }

    public int Order => Pattern.Order;

    /// <summary>Gets a value indicating whether there is a matrix of rank one.</summary>
    public bool HasVector { get; }

    /// <summary>Gets u.</summary>
    public double* Vector => _vector.Data;

    /// <summary>Gets w, the last value, where there is a matrix of rank one.</summary>
    public ref double Weight => ref Values[ValueCount - 1];

    /// <summary>Gets the values: the diagonal, then column by column the entries below it in the order of the pattern, then w.</summary>
    public double* Values => _values.Data;

    public nint ValueCount => _values.Length;

    /// <summary>Gets the values of one column below the diagonal, one for each of <see cref="SymmetricPattern.Rows"/>.</summary>
    public double* Below(int column) => _values.Data + _starts[column];

    /// <summary>Finds where the entry (row, column), row >= column, is among the values.</summary>
    /// <exception cref="ArgumentException">The entry is not in the pattern.</exception>
    public int Find(int row, int column)
    {
        if (row == column)
        {
            return row;
        }

        int place = Pattern.Rows(column).BinarySearch(row);
        return place >= 0 ? _starts[column] + place : throw new ArgumentException($"Entry ({row}, {column}) is not in the pattern.", nameof(row));
    }

    /// <summary>Computes y := (S + w uu') x.</summary>
    /// <param name="x">x, as many entries as the order.</param>
    /// <param name="y">y, not overlapping x.</param>
    public void Multiply(double* x, double* y)
    {
        for (int i = 0; i < Order; i++)
        {
            y[i] = Values[i] * x[i];
        }

        for (int column = 0; column < Order; column++)
        {
            double* values = Below(column);
            ReadOnlySpan<int> rows = Pattern.Rows(column);
            double sum = 0.0;
            for (int k = 0; k < rows.Length; k++)
            {
                y[rows[k]] += values[k] * x[column];
                sum += values[k] * x[rows[k]];
            }

            y[column] += sum;
        }

        if (HasVector)
        {
            VectorOperations.AddScaled(Weight * VectorOperations.Dot(Vector, x, Order), Vector, y, Order);
        }
    }

    /// <summary>Computes the inner product with a dense symmetric matrix.</summary>
    public double Dot(MatrixView dense)
    {
        double diagonal = 0.0;
        double below = 0.0;
        for (int column = 0; column < Order; column++)
        {
            diagonal += Values[column] * *dense.At(column, column);
            double* values = Below(column);
            ReadOnlySpan<int> rows = Pattern.Rows(column);
            for (int k = 0; k < rows.Length; k++)
            {
                below += values[k] * *dense.At(rows[k], column);
            }
        }

        return diagonal + (2.0 * below) + (HasVector ? Weight * Form(dense) : 0.0);
    }

    /// <summary>Computes the square of the Frobenius norm.</summary>
    public double SquaredNorm()
    {
        int offDiagonal = Pattern.EntryCount;
        double sum = VectorOperations.SumOfSquares(Values, Order) + (2.0 * VectorOperations.SumOfSquares(Values + Order, offDiagonal));
        if (!HasVector)
        {
            return sum;
        }

        // |S + w uu'|^2 = |S|^2 + w (2 u'Su + w (u'u)^2)
        double form = 0.0;
        for (int column = 0; column < Order; column++)
        {
            double* values = Below(column);
            ReadOnlySpan<int> rows = Pattern.Rows(column);
            double product = 0.5 * Values[column] * Vector[column];
            for (int k = 0; k < rows.Length; k++)
            {
                product += values[k] * Vector[rows[k]];
            }

            form += 2.0 * product * Vector[column];
        }

        double square = VectorOperations.SumOfSquares(Vector, Order);
        return Math.Max(0.0, sum + (Weight * ((2.0 * form) + (Weight * square * square))));
    }

    /// <summary>Adds both triangles to a dense matrix; zeros are left out, which spares fresh memory its pages.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; part is added.</exception>
    public void AddTo(MatrixView dense, CancellationToken cancellationToken)
    {
        for (int column = 0; column < Order && HasVector; column++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            VectorOperations.AddScaled(Weight * Vector[column], Vector, dense.Column(column), Order);
        }

        for (int column = 0; column < Order; column++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            *dense.At(column, column) += Values[column];
            double* values = Below(column);
            ReadOnlySpan<int> rows = Pattern.Rows(column);
            for (int k = 0; k < rows.Length; k++)
            {
                if (values[k] != 0.0)
                {
                    *dense.At(rows[k], column) += values[k];
                    *dense.At(column, rows[k]) += values[k];
                }
            }
        }
    }

    /// <summary>Sets a factorisation's matrix to S.</summary>
    public void CopyTo(SparseCholesky factor)
    {
        factor.Clear();
        for (int column = 0; column < Order; column++)
        {
            factor.Add(column, column, Values[column]);
            double* values = Below(column);
            ReadOnlySpan<int> rows = Pattern.Rows(column);
            for (int k = 0; k < rows.Length; k++)
            {
                factor.Add(rows[k], column, values[k]);
            }
        }
    }

    /// <summary>Adds <c>scale * hh'</c>; false where u is no multiple of h.</summary>
    public bool TryAddRankOne(double scale, ReadOnlySpan<double> h)
    {
        const double Rounding = 1e-14;
        if (!HasVector)
        {
            return false;
        }

        fixed (double* other = h)
        {
            double square = VectorOperations.SumOfSquares(Vector, Order);
            double part = VectorOperations.Dot(Vector, other, Order) / square;
            double rest = VectorOperations.SumOfSquares(other, Order) - (part * part * square);
            if (!(rest <= Rounding * Order * part * part * square))
            {
                return false;
            }

            Weight += scale * part * part;
            return true;
        }
    }

    public void Clear() => VectorOperations.ScaleOrClear(0.0, Values, ValueCount);

    public void Dispose()
    {
        _values.Dispose();
        _vector.Dispose();
    }

    /// <summary>Computes u'Du from the lower triangle of D.</summary>
    private double Form(MatrixView dense)
    {
        double sum = 0.0;
        for (int j = 0; j < Order; j++)
        {
            double below = VectorOperations.Dot(dense.At(j, j), Vector + j, Order - j);
            sum += Vector[j] * ((2.0 * below) - (*dense.At(j, j) * Vector[j]));
        }

        return sum;
    }
}
