namespace SdpKit.LinearAlgebra;

/// <summary>Makes a square matrix symmetric in both triangles.</summary>
internal static class Symmetrization
{
    /// <summary>Copies the lower triangle to the upper one.</summary>
    public static void MirrorLower(MatrixView a, KernelContext context) => new SymmetrizationTask(a, average: false, context).Run();

    /// <summary>A := (A + A')/2.</summary>
    public static void Average(MatrixView a, KernelContext context) => new SymmetrizationTask(a, average: true, context).Run();
}
