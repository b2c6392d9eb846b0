using MathNet.Numerics.Providers.LinearAlgebra;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra.Backends;

/// <summary>A provider of MathNet.Numerics. It knows whole arrays only, so what it works on is copied there and back.</summary>
internal sealed unsafe class MathNetBackend(ILinearAlgebraProvider<double> provider) : DenseBackend(provider.ToString() ?? provider.GetType().Name)
{
    /// <summary>Does nothing: a provider's threads are set through MathNet's process-wide settings.</summary>
    internal override void SetThreads(int count)
    {
    }

    internal override bool TryMultiply(double alpha, StridedMatrix a, StridedMatrix b, double beta, MatrixView c)
    {
        if (!Fits(a.Rows, a.Columns) || !Fits(b.Rows, b.Columns) || !Fits(c.Rows, c.Columns))
        {
            return false;
        }

        // The product alone: c may have room for less, or hold what must not be read.
        double[] product = new double[c.Rows * c.Columns];
        provider.MatrixMultiplyWithUpdate(
            Transpose.DontTranspose, Transpose.DontTranspose, alpha, Copy(a), a.Rows, a.Columns, Copy(b), b.Rows, b.Columns, 0.0, product);
        fixed (double* values = product)
        {
            PartialTile.Merge<double, Lanes64>(1.0, values, c.Rows, beta, c, diagonal: c.Columns);
        }

        return true;
    }

    internal override bool TryUpdateLower(double alpha, StridedMatrix a, double beta, MatrixView c) => false;

    internal override bool TrySolveLower(MatrixView l, bool transpose, bool onRight, MatrixView b) => false;

    internal override bool TryFactor(MatrixView a, out int failedColumn)
    {
        failedColumn = -1;
        if (!Fits(a.Rows, a.Columns))
        {
            return false;
        }

        double[] factor = Copy(new StridedMatrix(a, transpose: false));
        try
        {
            provider.CholeskyFactor(factor, a.Rows);
        }
        catch (ArgumentException)
        {
            // Not positive definite; the provider does not say where, and the matrix is as it was.
            return false;
        }

        for (int j = 0; j < a.Columns; j++)
        {
            factor.AsSpan(j + (j * a.Rows), a.Rows - j).CopyTo(new Span<double>(a.At(j, j), a.Rows - j));
        }

        return true;
    }

    private static bool Fits(int rows, int columns) => (long)rows * columns <= Array.MaxLength;

    private static double[] Copy(StridedMatrix matrix)
    {
        double[] copy = GC.AllocateUninitializedArray<double>(matrix.Rows * matrix.Columns);
        fixed (double* values = copy)
        {
            PanelPacking.Copy(matrix, values, matrix.Rows);
        }

        return copy;
    }
}
