using System.Runtime.CompilerServices;

namespace SdpKit.LinearAlgebra;

/// <summary>Represents a column-major matrix in unmanaged or pinned memory that somebody else owns: entry (i, j) is <c>Data[i + j * Stride]</c>.</summary>
internal readonly unsafe struct MatrixView
{
    public MatrixView(double* data, int rows, int columns, nint stride)
    {
        Data = data;
        Rows = rows;
        Columns = columns;
        Stride = stride;
    }

    public double* Data { get; }

    public int Rows { get; }

    public int Columns { get; }

    public nint Stride { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double* Column(int column) => Data + (column * Stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double* At(int row, int column) => Data + row + (column * Stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MatrixView Slice(int row, int column, int rows, int columns) => new(At(row, column), rows, columns, Stride);
}
