namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>
/// A view of a matrix, of its transpose or of either with rows or columns in reverse order: entry (i, j) is
/// <c>Data[i * RowStride + j * ColumnStride]</c>. One kernel over this view serves all orientations of an operation.
/// </summary>
internal readonly unsafe struct StridedMatrix
{
    private StridedMatrix(double* data, int rows, int columns, nint rowStride, nint columnStride)
    {
        Data = data;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    /// <summary>Views op(A): A, or its transpose.</summary>
    public StridedMatrix(MatrixView a, bool transpose)
        : this(
            a.Data,
            transpose ? a.Columns : a.Rows,
            transpose ? a.Rows : a.Columns,
            transpose ? a.Stride : 1,
            transpose ? 1 : a.Stride)
    {
    }

    public double* Data { get; }

    public int Rows { get; }

    public int Columns { get; }

    public nint RowStride { get; }

    public nint ColumnStride { get; }

    public StridedMatrix Transposed => new(Data, Columns, Rows, ColumnStride, RowStride);

    /// <summary>The last row first.</summary>
    public StridedMatrix RowsReversed => new(At(Math.Max(Rows - 1, 0), 0), Rows, Columns, -RowStride, ColumnStride);

    /// <summary>The last column first.</summary>
    public StridedMatrix ColumnsReversed => new(At(0, Math.Max(Columns - 1, 0)), Rows, Columns, RowStride, -ColumnStride);

    public double* At(int row, int column) => Data + (row * RowStride) + (column * ColumnStride);

    public StridedMatrix Slice(int row, int column, int rows, int columns) => new(At(row, column), rows, columns, RowStride, ColumnStride);
}
