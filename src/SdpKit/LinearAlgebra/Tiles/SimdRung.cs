using System.Runtime.Intrinsics;

namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>The register-level parts of the kernels for one width of SIMD registers.</summary>
internal abstract class SimdRung
{
    /// <summary>What this processor computes with natively, widest registers first; the last one is plain scalar code.</summary>
    public static IReadOnlyList<SimdRung> Supported { get; } =
    [
        .. Vector512.IsHardwareAccelerated ? [new SimdRung<WideTile<Vector512<double>, Lanes512>, Vector512<double>, Lanes512>()] : None,
        .. Vector256.IsHardwareAccelerated ? [new SimdRung<NarrowTile<Vector256<double>, Lanes256>, Vector256<double>, Lanes256>()] : None,
        .. Vector128.IsHardwareAccelerated ? [new SimdRung<NarrowTile<Vector128<double>, Lanes128>, Vector128<double>, Lanes128>()] : None,
        new SimdRung<NarrowTile<double, Lanes64>, double, Lanes64>(),
    ];

    public static SimdRung Widest { get; } = Supported[0];

    private static SimdRung[] None => [];

    /// <summary>Doubles in a register.</summary>
    public abstract int Lanes { get; }

    /// <inheritdoc cref="PackedProduct{TTile, TVector, TLanes}.Multiply"/>
    public abstract void MultiplyPacked(
        double alpha, StridedMatrix a, StridedMatrix b, double beta, MatrixView c, bool lowerOnly, KernelContext context);

    /// <summary>X := X T'^-1 for a lower triangular T of small order.</summary>
    public abstract void SolveStrips(StridedMatrix t, StridedMatrix x, KernelContext context);

    /// <inheritdoc cref="SmallTriangle{TVector, TLanes}.Factor(MatrixView, double, double, ref int, KernelContext)"/>
    public abstract int FactorSmall(MatrixView a, double pivotFloor, double pivotReplacement, ref int replaced, KernelContext context);

    /// <inheritdoc cref="TileCholesky{TTile, TVector, TLanes}.Factor(MatrixView, double, double, ref int, KernelContext)"/>
    public abstract int FactorTiles(MatrixView a, double pivotFloor, double pivotReplacement, ref int replaced, KernelContext context);

    /// <inheritdoc cref="TriangularProduct{TTile, TVector, TLanes}.MultiplyTransposed"/>
    public abstract void MultiplyTransposedSmall(MatrixView m, MatrixView b, bool square, KernelContext context);

    /// <summary>(L L')^-1 in both triangles for a lower triangular L of small order.</summary>
    public abstract void InvertSymmetricSmall(MatrixView l, MatrixView destination, KernelContext context);

    /// <summary>L := L^-1 in place for a lower triangular L of small order.</summary>
    public abstract void InvertSmall(MatrixView l, KernelContext context);
}

/// <inheritdoc/>
internal sealed class SimdRung<TTile, TVector, TLanes> : SimdRung
    where TTile : IRegisterTile
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    public override int Lanes => TLanes.Count;

    public override void MultiplyPacked(
        double alpha, StridedMatrix a, StridedMatrix b, double beta, MatrixView c, bool lowerOnly, KernelContext context) =>
        PackedProduct<TTile, TVector, TLanes>.Multiply(alpha, a, b, beta, c, lowerOnly, context);

    public override void SolveStrips(StridedMatrix t, StridedMatrix x, KernelContext context) =>
        StripSolveTask<TTile, TVector, TLanes>.Solve(t, x, context);

    public override int FactorSmall(MatrixView a, double pivotFloor, double pivotReplacement, ref int replaced, KernelContext context) =>
        SmallTriangle<TVector, TLanes>.Factor(a, pivotFloor, pivotReplacement, ref replaced, context);

    public override int FactorTiles(MatrixView a, double pivotFloor, double pivotReplacement, ref int replaced, KernelContext context) =>
        TileCholesky<TTile, TVector, TLanes>.Factor(a, pivotFloor, pivotReplacement, ref replaced, context);

    public override void MultiplyTransposedSmall(MatrixView m, MatrixView b, bool square, KernelContext context) =>
        TriangularProduct<TTile, TVector, TLanes>.MultiplyTransposed(m, b, square, context);

    public override void InvertSymmetricSmall(MatrixView l, MatrixView destination, KernelContext context) =>
        StripSymmetricInverse<TTile, TVector, TLanes>.Invert(l, destination, context);

    public override void InvertSmall(MatrixView l, KernelContext context)
    {
        // Up to about one strip, the ends of its columns cost more than the arithmetic.
        if (l.Rows <= TTile.Rows)
        {
            SmallTriangle<TVector, TLanes>.Invert(l, context);
        }
        else
        {
            StripInverseTask<TTile, TVector, TLanes>.Invert(l, context);
        }
    }
}
