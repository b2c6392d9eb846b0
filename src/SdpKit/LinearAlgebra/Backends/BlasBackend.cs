using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra.Backends;

/// <summary>A native BLAS and LAPACK, called through function pointers on the operands where they are.</summary>
internal sealed unsafe class BlasBackend : DenseBackend
{
    private readonly BlasFunctions _functions;

    private BlasBackend(string name, BlasFunctions functions)
        : base(name) => _functions = functions;

    /// <inheritdoc cref="DenseBackend.Load"/>
    public static new BlasBackend Load(string library)
    {
        (string file, nint handle) = BlasFiles.Load(library);
        BlasFunctions functions = new(file, handle);
        return new BlasBackend(functions.Version() is { } version ? $"{version} ({file})" : file, functions);
    }

    internal override void SetThreads(int count) => _functions.SetThreads(count);

    internal override bool TryMultiply(double alpha, StridedMatrix a, StridedMatrix b, double beta, MatrixView c)
    {
        if (!IsStored(a) || !IsStored(b))
        {
            return false;
        }

        (byte transposeA, long strideA) = Storage(a);
        (byte transposeB, long strideB) = Storage(b);
        (long rows, long columns, long depth, long stride) = (c.Rows, c.Columns, a.Columns, c.Stride);
        _functions.Multiply(&transposeA, &transposeB, &rows, &columns, &depth, &alpha, a.Data, &strideA, b.Data, &strideB, &beta, c.Data, &stride, 1, 1);
        return true;
    }

    internal override bool TryUpdateLower(double alpha, StridedMatrix a, double beta, MatrixView c)
    {
        if (!IsStored(a))
        {
            return false;
        }

        byte lower = (byte)'L';
        (byte transpose, long strideA) = Storage(a);
        (long order, long depth, long stride) = (c.Rows, a.Columns, c.Stride);
        _functions.UpdateLower(&lower, &transpose, &order, &depth, &alpha, a.Data, &strideA, &beta, c.Data, &stride, 1, 1);
        return true;
    }

    internal override bool TrySolveLower(MatrixView l, bool transpose, bool onRight, MatrixView b)
    {
        (byte side, byte lower, byte transposed, byte notUnit) = ((byte)(onRight ? 'R' : 'L'), (byte)'L', (byte)(transpose ? 'T' : 'N'), (byte)'N');
        (long rows, long columns, long strideL, long stride) = (b.Rows, b.Columns, l.Stride, b.Stride);
        double one = 1.0;
        _functions.Solve(&side, &lower, &transposed, &notUnit, &rows, &columns, &one, l.Data, &strideL, b.Data, &stride, 1, 1, 1, 1);
        return true;
    }

    internal override bool TryFactor(MatrixView a, out int failedColumn)
    {
        byte lower = (byte)'L';
        (long order, long stride, long info) = (a.Columns, a.Stride, 0);
        _functions.Factor(&lower, &order, a.Data, &stride, &info, 1);

        // Not every library notices a pivot that is not a number or infinite.
        failedColumn = (int)info - 1;
        for (int j = 0; j < a.Columns && failedColumn < 0; j++)
        {
            failedColumn = *a.At(j, j) is > 0.0 and < double.PositiveInfinity ? -1 : j;
        }

        return true;
    }

    /// <summary>Says whether the rows or the columns lie in memory as BLAS wants them, in ascending order.</summary>
    private static bool IsStored(StridedMatrix matrix) =>
        matrix is { RowStride: 1, ColumnStride: > 0 } or { ColumnStride: 1, RowStride: > 0 };

    private static (byte Transpose, long Stride) Storage(StridedMatrix matrix) =>
        matrix.RowStride == 1 ? ((byte)'N', matrix.ColumnStride) : ((byte)'T', matrix.RowStride);
}
