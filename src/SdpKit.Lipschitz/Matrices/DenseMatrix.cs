using System.Runtime.InteropServices;
using SdpKit.LinearAlgebra;

namespace SdpKit.Lipschitz.Matrices;

/// <summary>Owns a dense matrix, column by column, in memory that the kernels can work on. Not thread-safe while it is written.</summary>
internal sealed unsafe class DenseMatrix
{
    private readonly double[] _values;

    /// <summary>Initializes a zero matrix.</summary>
    public DenseMatrix(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        _values = GC.AllocateArray<double>(checked(rows * columns), pinned: true);
    }

    public int Rows { get; }

    public int Columns { get; }

    public ref double this[int row, int column] => ref _values[row + (column * Rows)];

    /// <summary>Gets all entries, column by column.</summary>
    public Span<double> Values => _values;

    /// <summary>Gets the memory for kernels; whoever uses it keeps this object alive until the kernel has returned.</summary>
    public MatrixView View => new((double*)Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0), Rows, Columns, Rows);

    public Span<double> Column(int column) => _values.AsSpan(column * Rows, Rows);

    public DenseMatrix Copy()
    {
        var copy = new DenseMatrix(Rows, Columns);
        Values.CopyTo(copy.Values);
        return copy;
    }

    public DenseMatrix Transposed()
    {
        var transposed = new DenseMatrix(Columns, Rows);
        for (int j = 0; j < Columns; j++)
        {
            for (int i = 0; i < Rows; i++)
            {
                transposed[j, i] = this[i, j];
            }
        }

        return transposed;
    }

    /// <summary>Makes the matrix whose entry (i, j) is function(i, j).</summary>
    public static DenseMatrix Of(int rows, int columns, Func<int, int, double> function)
    {
        var matrix = new DenseMatrix(rows, columns);
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < rows; i++)
            {
                matrix[i, j] = function(i, j);
            }
        }

        return matrix;
    }
}
