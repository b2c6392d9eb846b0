using SdpKit.LinearAlgebra;

namespace SdpKit.Lipschitz.Matrices;

/// <summary>The kernels of the solver on <see cref="DenseMatrix"/>.</summary>
internal static unsafe class MatrixOperations
{
    /// <summary>C := alpha op(A) op(B) + beta C, where op(A) is A or A'. With beta = 0 the old C is never read.</summary>
    public static void Multiply(
        double alpha, DenseMatrix a, bool transposeA, DenseMatrix b, bool transposeB, double beta, DenseMatrix c, KernelContext context)
    {
        MatrixProduct.Multiply(alpha, a.View, transposeA, b.View, transposeB, beta, c.View, context);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(c);
    }

    /// <summary>The lower triangle of C := alpha A A' + beta C, or alpha A'A + beta C.</summary>
    public static void RankUpdateLower(double alpha, DenseMatrix a, bool transposeA, double beta, DenseMatrix c, KernelContext context)
    {
        SymmetricRankUpdate.UpdateLower(alpha, a.View, transposeA, beta, c.View, context);
        GC.KeepAlive(a);
        GC.KeepAlive(c);
    }

    /// <summary>Replaces the lower triangle of A by its Cholesky factor; false where it has none.</summary>
    public static bool TryFactor(DenseMatrix a, KernelContext context)
    {
        bool isDefinite = Cholesky.Factor(a.View, context) < 0;
        GC.KeepAlive(a);
        return isDefinite;
    }

    /// <summary>B := L^-1 B, L the lower triangle.</summary>
    public static void SolveLower(DenseMatrix l, DenseMatrix b, KernelContext context)
    {
        TriangularSolve.SolveLower(l.View, transpose: false, b.View, context);
        GC.KeepAlive(l);
        GC.KeepAlive(b);
    }

    /// <summary>Computes ||A||_2, the square root of the largest eigenvalue of the smaller Gram matrix.</summary>
    /// <exception cref="ArithmeticException">The matrix is not finite.</exception>
    public static double SpectralNorm(DenseMatrix a, KernelContext context)
    {
        bool isTall = a.Rows > a.Columns;
        int order = Math.Min(a.Rows, a.Columns);
        var gram = new DenseMatrix(order, order);
        RankUpdateLower(1.0, a, isTall, 0.0, gram, context);
        return Math.Sqrt(Math.Max(0.0, LargestEigenvalue(gram)));
    }

    /// <summary>Computes the largest eigenvalue of a symmetric matrix, given by its lower triangle, which is destroyed.</summary>
    /// <exception cref="ArithmeticException">The matrix is not finite.</exception>
    public static double LargestEigenvalue(DenseMatrix a)
    {
        var work = new DenseMatrix(a.Rows, 1 + (int)(SymmetricEigen.ValuesWorkspaceLength(a.Rows) / a.Rows));
        double* values = work.View.Data;
        bool converged = SymmetricEigen.Values(a.View, values, values + a.Rows);
        GC.KeepAlive(a);
        double largest = work[a.Rows - 1, 0];
        return converged ? largest : throw new ArithmeticException("The eigenvalues of a matrix that is not finite were asked for.");
    }
}
