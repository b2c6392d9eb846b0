using SdpKit.LinearAlgebra.Eigenvalues;

namespace SdpKit.LinearAlgebra;

/// <summary>Computes eigenvalues, and eigenvectors, of a symmetric matrix by reduction to tridiagonal form and implicit QL.</summary>
/// <remarks>
/// The error of an eigenvalue is a modest multiple of n times the unit roundoff times the largest eigenvalue in magnitude.
/// Infinite and not-a-number entries give false. Safe for threads that use different matrices and workspaces.
/// </remarks>
internal static unsafe class SymmetricEigen
{
    /// <summary>Computes the doubles of workspace that <see cref="Values"/> needs for order <paramref name="n"/>.</summary>
    public static nint ValuesWorkspaceLength(int n) => 4 * (nint)n;

    /// <summary>Computes the doubles of workspace that <see cref="Decompose"/> needs for order <paramref name="n"/>.</summary>
    public static nint DecomposeWorkspaceLength(int n) => (4 * (nint)n) + Math.Max(RotationBatch.WorkspaceLength(n), TridiagonalBasis.WorkspaceLength(n));

    /// <summary>Computes the eigenvalues in ascending order; false if the iteration does not converge or the matrix is not finite.</summary>
    /// <param name="a">A, n x n, lower triangle; destroyed. The upper triangle is not touched.</param>
    /// <param name="values">Receives n eigenvalues.</param>
    /// <param name="workspace"><see cref="ValuesWorkspaceLength"/> doubles.</param>
    public static bool Values(MatrixView a, double* values, double* workspace)
    {
        int n = a.Rows;
        if (!SymmetricScaling.TryNormalizeLower(a, out int exponent))
        {
            return false;
        }

        double* squares = workspace;
        SymmetricTridiagonalReduction.Reduce(a, values, squares, workspace + n, workspace + (2 * n));
        for (int i = 0; i < n - 1; i++)
        {
            squares[i] *= squares[i];
        }

        TridiagonalValueSweep sweep = new(values, squares);
        if (!TridiagonalIteration.Diagonalize(values, n, ref sweep))
        {
            return false;
        }

        new Span<double>(values, n).Sort();
        SymmetricScaling.Restore(values, n, exponent);
        return true;
    }

    /// <summary>Computes A = V diag(values) V' with ascending eigenvalues; false if the iteration does not converge or the matrix is not finite.</summary>
    /// <param name="a">A, n x n, lower triangle; receives the orthonormal eigenvectors as columns.</param>
    /// <param name="values">Receives n eigenvalues.</param>
    /// <param name="workspace"><see cref="DecomposeWorkspaceLength"/> doubles.</param>
    /// <param name="context">Threads, scratch memory and cancellation; the result does not depend on the number of threads.</param>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public static bool Decompose(MatrixView a, double* values, double* workspace, KernelContext context)
    {
        int n = a.Rows;
        if (!SymmetricScaling.TryNormalizeLower(a, out int exponent))
        {
            return false;
        }

        double* couplings = workspace;
        double* tau = workspace + n;
        double* rest = workspace + (2 * n);
        SymmetricTridiagonalReduction.Reduce(a, values, couplings, tau, rest);
        TridiagonalBasis.Form(a, tau, rest, context);
        TridiagonalVectorSweep sweep = new(values, couplings, new RotationBatch(a, rest, context));
        if (!TridiagonalIteration.Diagonalize(values, n, ref sweep))
        {
            return false;
        }

        sweep.ApplyRotations();
        Sort(a, values);
        SymmetricScaling.Restore(values, n, exponent);
        return true;
    }

    // Selection sort: n - 1 exchanges of columns at most.
    private static void Sort(MatrixView vectors, double* values)
    {
        int n = vectors.Columns;
        for (int i = 0; i < n - 1; i++)
        {
            int smallest = i;
            for (int j = i + 1; j < n; j++)
            {
                smallest = values[j] < values[smallest] ? j : smallest;
            }

            if (smallest != i)
            {
                (values[i], values[smallest]) = (values[smallest], values[i]);
                VectorOperations.Exchange(vectors.Column(i), vectors.Column(smallest), n);
            }
        }
    }
}
