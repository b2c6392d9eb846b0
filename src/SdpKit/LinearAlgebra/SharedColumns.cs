namespace SdpKit.LinearAlgebra;

/// <summary>Applies terms d_r u_r u_r' whose vectors are multiples of one vector but for a few entries: u_r = s_r + g_r h. One user at a time.</summary>
/// <remarks>
/// Facial reduction makes such vectors of unit vectors, by a reflection that keeps h apart. Everything costs O(n^2) where full vectors cost O(n^3). With
/// weights w, a = sum w_r g_r s_r and c = sum w_r g_r^2:
/// <code>
/// sum w_r u_r u_r' = sum w_r s_r s_r' + a h' + h a' + c h h'
/// </code>
/// </remarks>
internal sealed unsafe class SharedColumns : IDisposable
{
    /// <summary>The largest average number of entries of an s_r.</summary>
    private const int MostEntries = 3;

    /// <summary>Below this order full vectors are as fast.</summary>
    private const int LeastOrder = 65;

    /// <summary>Deviations up to this part of an entry are the rounding of its two factors and of their ratio.</summary>
    private const double Rounding = 16.0 * 2.3e-16;

    private readonly int _order;
    private readonly int[] _starts;
    private readonly int[] _rows;
    private readonly double[] _values;
    private readonly double[] _multiples;
    private readonly AlignedBuffer _vectors;

    private SharedColumns(MatrixView factor, int shared, double[] multiples, List<int> starts, List<int> rows, List<double> values)
    {
        _order = factor.Rows;
        (_multiples, _starts, _rows, _values) = (multiples, [.. starts], [.. rows], [.. values]);
        _vectors = new AlignedBuffer(5 * (nint)_order);
        VectorOperations.Copy(factor.Column(shared), Shared, _order);
    }

    private double* Shared => _vectors.Data;

    private double* Vector(int index) => _vectors.Data + ((nint)(index + 1) * _order);

    /// <summary>Finds h, g and the s_r; null where the columns are not of that kind.</summary>
    public static SharedColumns? TryFind(MatrixView factor)
    {
        if (factor.Rows < LeastOrder || factor.Columns == 0)
        {
            return null;
        }

        // Entries of its own are what makes a column large.
        int shared = Enumerable.Range(0, factor.Columns).MinBy(r => VectorOperations.MaxAbs(factor.Column(r), factor.Rows));
        double* h = factor.Column(shared);
        var multiples = new double[factor.Columns];
        var starts = new List<int> { 0 };
        var rows = new List<int>();
        var values = new List<double>();
        for (int r = 0; r < factor.Columns; r++)
        {
            double* u = factor.Column(r);
            multiples[r] = MiddleRatio(u, h, factor.Rows);
            for (int i = 0; i < factor.Rows && rows.Count <= MostEntries * factor.Columns; i++)
            {
                double own = u[i] - (multiples[r] * h[i]);
                if (!(Math.Abs(own) <= Rounding * Math.Abs(u[i])))
                {
                    rows.Add(i);
                    values.Add(own);
                }
            }

            starts.Add(rows.Count);
        }

        return rows.Count <= MostEntries * factor.Columns ? new SharedColumns(factor, shared, multiples, starts, rows, values) : null;
    }

    /// <summary>Computes the lower triangle of <c>destination += sum w_r u_r u_r'</c>.</summary>
    public void AddCombination(ReadOnlySpan<double> weights, MatrixView destination)
    {
        double* mixed = Vector(0);
        double square = Mix(weights, mixed);
        for (int j = 0; j < _order; j++)
        {
            VectorOperations.AddScaled(mixed[j] + (square * Shared[j]), Shared + j, destination.At(j, j), _order - j);
            VectorOperations.AddScaled(Shared[j], mixed + j, destination.At(j, j), _order - j);
        }

        for (int r = 0; r < weights.Length; r++)
        {
            for (int p = _starts[r]; p < _starts[r + 1]; p++)
            {
                for (int q = _starts[r]; q <= p; q++)
                {
                    *destination.At(_rows[p], _rows[q]) += weights[r] * _values[p] * _values[q];
                }
            }
        }
    }

    /// <summary>Computes <c>destination += (sum w_r u_r u_r') matrix</c> for a symmetric matrix, both triangles.</summary>
    public void MultiplyAdd(ReadOnlySpan<double> weights, MatrixView matrix, MatrixView destination)
    {
        double* mixed = Vector(0);
        double* sharedProduct = Vector(1);
        double* mixedProduct = Vector(2);
        double square = Mix(weights, mixed);
        MatrixVectorProduct.Multiply(1.0, matrix, false, Shared, 0.0, sharedProduct);
        MatrixVectorProduct.Multiply(1.0, matrix, false, mixed, 0.0, mixedProduct);
        VectorOperations.AddScaled(square, sharedProduct, mixedProduct, _order);
        for (int j = 0; j < _order; j++)
        {
            double* from = matrix.Column(j);
            double* to = destination.Column(j);
            VectorOperations.AddScaled(sharedProduct[j], mixed, to, _order);
            VectorOperations.AddScaled(mixedProduct[j], Shared, to, _order);
            for (int r = 0; r < weights.Length; r++)
            {
                double sum = 0.0;
                for (int p = _starts[r]; p < _starts[r + 1]; p++)
                {
                    sum += _values[p] * from[_rows[p]];
                }

                for (int p = _starts[r]; p < _starts[r + 1]; p++)
                {
                    to[_rows[p]] += weights[r] * _values[p] * sum;
                }
            }
        }
    }

    /// <summary>Computes column r = <c>matrix u_r</c> of the destination for all r, for a symmetric matrix, both triangles.</summary>
    public void Multiply(MatrixView matrix, MatrixView destination, KernelContext context)
    {
        MatrixVectorProduct.Multiply(1.0, matrix, false, Shared, 0.0, Vector(0));
        var task = new ColumnTask(this, matrix, Vector(0), destination);
        context.Run(destination.Columns, (MostEntries + 1.0) * destination.Rows * destination.Columns, ref task);
    }

    /// <summary>Computes <c>destination_r = u_r'vector</c> for the columns from <paramref name="first"/> on.</summary>
    public void Inner(double* vector, int first, double* destination)
    {
        double shared = VectorOperations.Dot(Shared, vector, _order);
        for (int r = first; r < _multiples.Length; r++)
        {
            double sum = _multiples[r] * shared;
            for (int p = _starts[r]; p < _starts[r + 1]; p++)
            {
                sum += _values[p] * vector[_rows[p]];
            }

            destination[r - first] = sum;
        }
    }

    /// <summary>Computes <c>forms_r = u_r'Gu_r</c> for any square G.</summary>
    public void Forms(MatrixView matrix, Span<double> forms)
    {
        double* sum = Vector(0);
        MatrixVectorProduct.Multiply(1.0, matrix, false, Shared, 0.0, sum);
        double square = VectorOperations.Dot(Shared, sum, _order);
        MatrixVectorProduct.Multiply(1.0, matrix, true, Shared, 1.0, sum);
        for (int r = 0; r < forms.Length; r++)
        {
            double form = _multiples[r] * square;
            double own = 0.0;
            for (int p = _starts[r]; p < _starts[r + 1]; p++)
            {
                form += _values[p] * sum[_rows[p]];
                for (int q = _starts[r]; q < _starts[r + 1]; q++)
                {
                    own += _values[p] * _values[q] * *matrix.At(_rows[p], _rows[q]);
                }
            }

            forms[r] = (_multiples[r] * form) + own;
        }
    }

    /// <summary>Computes <c>forms_r = u_r'PTu_r</c> for a symmetric P, both triangles, without forming PT.</summary>
    public void ProductForms(MatrixView left, MatrixView right, Span<double> forms)
    {
        double* leftShared = Vector(0);
        double* rightShared = Vector(1);
        double* sum = Vector(2);
        MatrixVectorProduct.Multiply(1.0, left, false, Shared, 0.0, leftShared);
        MatrixVectorProduct.Multiply(1.0, right, false, Shared, 0.0, rightShared);
        MatrixVectorProduct.Multiply(1.0, left, false, rightShared, 0.0, sum);
        MatrixVectorProduct.Multiply(1.0, right, true, leftShared, 1.0, sum);
        double square = VectorOperations.Dot(leftShared, rightShared, _order);
        for (int r = 0; r < forms.Length; r++)
        {
            double form = _multiples[r] * square;
            double own = 0.0;
            for (int p = _starts[r]; p < _starts[r + 1]; p++)
            {
                form += _values[p] * sum[_rows[p]];
                for (int q = _starts[r]; q < _starts[r + 1]; q++)
                {
                    own += _values[p] * _values[q] * VectorOperations.Dot(left.Column(_rows[p]), right.Column(_rows[q]), _order);
                }
            }

            forms[r] = (_multiples[r] * form) + own;
        }
    }

    public void Dispose() => _vectors.Dispose();

    /// <summary>Returns the middle one of the ratios at three places, at most one of which may be an entry of the column's own.</summary>
    private static double MiddleRatio(double* u, double* h, int order)
    {
        double first = u[0] / h[0];
        double second = u[order / 2] / h[order / 2];
        double third = u[order - 1] / h[order - 1];
        return Math.Max(Math.Min(first, second), Math.Min(Math.Max(first, second), third));
    }

    /// <summary>Sets a = sum w_r g_r s_r and returns c = sum w_r g_r^2.</summary>
    private double Mix(ReadOnlySpan<double> weights, double* mixed)
    {
        VectorOperations.ScaleOrClear(0.0, mixed, _order);
        double square = 0.0;
        for (int r = 0; r < weights.Length; r++)
        {
            double weight = weights[r] * _multiples[r];
            square += weight * _multiples[r];
            for (int p = _starts[r]; p < _starts[r + 1]; p++)
            {
                mixed[_rows[p]] += weight * _values[p];
            }
        }

        return square;
    }

    private readonly struct ColumnTask(SharedColumns columns, MatrixView matrix, double* sharedProduct, MatrixView destination) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            double* column = destination.Column(index);
            VectorOperations.ScaleOrClear(0.0, column, destination.Rows);
            VectorOperations.AddScaled(columns._multiples[index], sharedProduct, column, destination.Rows);
            for (int p = columns._starts[index]; p < columns._starts[index + 1]; p++)
            {
                VectorOperations.AddScaled(columns._values[p], matrix.Column(columns._rows[p]), column, destination.Rows);
            }
        }
    }
}
