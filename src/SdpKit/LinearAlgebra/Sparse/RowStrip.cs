namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>
/// The layout in which kernels with a sparse operand walk along dense ones: a strip of <see cref="Width"/> columns of a matrix, transposed, so that each row of the
/// strip is one short contiguous vector. Columns beyond the matrix are zeros.
/// </summary>
internal static unsafe class RowStrip
{
    /// <summary>Columns of a strip: two cache lines, two registers of the widest kind.</summary>
    public const int Width = 16;

    /// <summary>Rows that are transposed at a time, so that the strip's part stays in the nearest cache.</summary>
    private const int Rows = 64;

    public static int Count(int columns) => (columns + Width - 1) / Width;

    /// <summary>Copies the columns of a symmetric matrix from <paramref name="first"/> on, which are its rows: row k of the strip is a piece of column k.</summary>
    public static void LoadSymmetric(MatrixView matrix, int first, double* strip)
    {
        int count = Math.Min(Width, matrix.Columns - first);
        for (int k = 0; k < matrix.Rows; k++, strip += Width)
        {
            double* from = matrix.At(first, k);
            for (int t = 0; t < count; t++)
            {
                strip[t] = from[t];
            }

            for (int t = count; t < Width; t++)
            {
                strip[t] = 0.0;
            }
        }
    }

    /// <summary>Copies the columns of a matrix from <paramref name="first"/> on, times <paramref name="scale"/>; row k becomes row <c>places[k]</c> of the strip.</summary>
    public static void Load(double scale, MatrixView matrix, int first, ReadOnlySpan<int> places, double* strip)
    {
        int count = Math.Min(Width, matrix.Columns - first);
        for (int begin = 0; begin < matrix.Rows; begin += Rows)
        {
            int end = Math.Min(begin + Rows, matrix.Rows);
            for (int t = 0; t < Width; t++)
            {
                double* from = t < count ? matrix.Column(first + t) : null;
                for (int k = begin; k < end; k++)
                {
                    strip[((nint)places[k] * Width) + t] = from is null ? 0.0 : scale * from[k];
                }
            }
        }
    }

    /// <summary>Copies the strip back into the columns from <paramref name="first"/> on.</summary>
    public static void Store(double* strip, ReadOnlySpan<int> places, MatrixView matrix, int first)
    {
        int count = Math.Min(Width, matrix.Columns - first);
        for (int begin = 0; begin < matrix.Rows; begin += Rows)
        {
            int end = Math.Min(begin + Rows, matrix.Rows);
            for (int t = 0; t < count; t++)
            {
                double* to = matrix.Column(first + t);
                for (int k = begin; k < end; k++)
                {
                    to[k] = strip[((nint)places[k] * Width) + t];
                }
            }
        }
    }
}
