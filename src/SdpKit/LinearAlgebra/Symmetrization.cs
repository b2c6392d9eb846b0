namespace SdpKit.LinearAlgebra;

/// <summary>Makes a square matrix symmetric in both triangles.</summary>
internal static unsafe class Symmetrization
{
    /// <summary>Copies the lower triangle to the upper one.</summary>
    public static void MirrorLower(MatrixView a, KernelContext context)
    {
        for (int j = 0; j < a.Columns; j++)
        {
            context.ThrowIfCancelled();
            for (int i = j + 1; i < a.Rows; i++)
            {
                *a.At(j, i) = *a.At(i, j);
            }
        }
    }

    /// <summary>A := (A + A')/2.</summary>
    public static void Average(MatrixView a, KernelContext context)
    {
        for (int j = 0; j < a.Columns; j++)
        {
            context.ThrowIfCancelled();
            for (int i = j + 1; i < a.Rows; i++)
            {
                *a.At(i, j) = *a.At(j, i) = 0.5 * (*a.At(i, j) + *a.At(j, i));
            }
        }
    }
}
