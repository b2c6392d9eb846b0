using System.Runtime.CompilerServices;

namespace SdpKit.LinearAlgebra.Eigenvalues;

/// <summary>Iterates sweeps on a symmetric tridiagonal matrix until it is diagonal.</summary>
/// <remarks>Source: the structure of LAPACK's dsteqr and dsterf (Anderson et al., LAPACK Users' Guide, 3rd ed., 1999).</remarks>
internal static unsafe class TridiagonalIteration
{
    // LAPACK's cap; about 1.7 sweeps an eigenvalue are usual.
    private const int SweepsPerEigenvalue = 30;

    /// <summary>Makes the matrix diagonal; false if that takes more sweeps than is credible (NaN included).</summary>
    /// <param name="diagonal">The diagonal of the matrix under iteration.</param>
    /// <param name="n">Its order.</param>
    /// <param name="sweep">The rest of the matrix and the sweeps.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Diagonalize<TSweep>(double* diagonal, int n, ref TSweep sweep)
        where TSweep : struct, ITridiagonalSweep
    {
        int sweepsLeft = SweepsPerEigenvalue * n;
        int start = 0;
        while (start < n)
        {
            int end = start;
            while (end < n - 1 && !sweep.TrySplit(end))
            {
                end++;
            }

            // The end with the smaller diagonal entry first: the order that keeps small eigenvalues of graded matrices accurate.
            bool converged = Math.Abs(diagonal[end]) < Math.Abs(diagonal[start])
                ? DiagonalizeBlock(end, start, -1, ref sweep, ref sweepsLeft)
                : DiagonalizeBlock(start, end, 1, ref sweep, ref sweepsLeft);
            if (!converged)
            {
                return false;
            }

            start = end + 1;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool DiagonalizeBlock<TSweep>(int top, int last, int direction, ref TSweep sweep, ref int sweepsLeft)
        where TSweep : struct, ITridiagonalSweep
    {
        while (top != last)
        {
            int bottom = top;
            while (bottom != last && !sweep.TrySplit(Math.Min(bottom, bottom + direction)))
            {
                bottom += direction;
            }

            if (bottom == top)
            {
                top += direction;
            }
            else if (sweepsLeft-- > 0)
            {
                sweep.Sweep(top, bottom, direction);
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}
