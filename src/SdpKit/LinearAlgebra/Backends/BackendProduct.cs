using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra.Backends;

/// <summary>Products by the backend, where there is one and the product is large enough for it.</summary>
internal static class BackendProduct
{
    // Below, a call of a library with threads of its own costs more than it saves.
    private const long LeastWork = 200 * 200 * 200;
    private const int LeastOrder = 200;

    /// <summary>The meaning of the arguments is that of <see cref="OrientedProduct"/>, whose C is stored by columns.</summary>
    /// <returns>False where our own kernels must do it.</returns>
    public static bool TryMultiply(double alpha, StridedMatrix a, StridedMatrix b, double beta, MatrixView c, bool lowerOnly, KernelContext context)
    {
        if (context.Backend is not { } backend || (long)c.Rows * c.Columns * a.Columns < LeastWork)
        {
            return false;
        }

        context.ThrowIfCancelled();
        return lowerOnly
            ? IsTranspose(a, b) && backend.TryUpdateLower(alpha, a, beta, c)
            : backend.TryMultiply(alpha, a, b, beta, c);
    }

    /// <summary>Says whether an order is large enough for the backend.</summary>
    public static bool IsWorthwhile(int order) => order >= LeastOrder;

    private static unsafe bool IsTranspose(StridedMatrix a, StridedMatrix b) =>
        a.Data == b.Data && a.Rows == b.Columns && a.RowStride == b.ColumnStride && a.ColumnStride == b.RowStride;
}
