using System.Runtime.InteropServices;

namespace SdpKit.LinearAlgebra.Eigenvalues;

/// <summary>Forms the orthogonal matrix of a reduction to tridiagonal form.</summary>
/// <remarks>Source: the compact representation I - V T V' of a product of reflections (Schreiber and Van Loan, SIAM J. Sci. Stat. Comput. 10, 1989).</remarks>
internal static unsafe class TridiagonalBasis
{
    private const int Panel = 32;

    /// <summary>Computes the doubles of workspace needed for order <paramref name="n"/>.</summary>
    public static nint WorkspaceLength(int n) => (3 * Panel * (nint)n) + (Panel * Panel);

    /// <summary>Overwrites the reflections of <see cref="SymmetricTridiagonalReduction"/> by Q = H_0 H_1 ... H_(n-2).</summary>
    /// <param name="a">The reflections below the diagonal; receives Q.</param>
    /// <param name="tau">Their factors.</param>
    /// <param name="workspace"><see cref="WorkspaceLength"/> doubles.</param>
    /// <param name="context">Threads, and cancellation between products.</param>
    public static void Form(MatrixView a, double* tau, double* workspace, KernelContext context)
    {
        int n = a.Rows;
        double* triangle = workspace;
        double* reflections = triangle + (Panel * Panel);
        double* products = reflections + (Panel * (nint)n);
        double* factors = products + (Panel * (nint)n);

        // Backwards: with the reflections from first on copied, their place in rows and columns first + 1, ... takes the part of Q they form with the later ones.
        for (int first = (n - 2) / Panel * Panel; first >= 0 && n > 1; first -= Panel)
        {
            int rows = n - first - 1;
            int count = Math.Min(Panel, rows);
            MatrixView v = new(reflections, rows, count, rows);
            MatrixView t = new(triangle, count, count, Panel);
            MatrixView w = new(products, count, rows, Panel);
            MatrixView tw = new(factors, count, rows, Panel);
            MatrixView q = a.Slice(first + 1, first + 1, rows, rows);
            CopyReflections(a, first, v);
            FormTriangle(v, tau + first, t);
            SetIdentity(q, count);

            // Q := (I - V T V') Q; the leading columns of Q are those of the identity.
            CopyTransposed(v, w);
            MatrixProduct.Multiply(1.0, v, true, q.Slice(0, count, rows, rows - count), false, 0.0, w.Slice(0, count, count, rows - count), context);
            MatrixProduct.Multiply(1.0, t, false, w, false, 0.0, tw, context);
            MatrixProduct.Multiply(-1.0, v, false, tw, false, 1.0, q, context);
        }

        if (n > 0)
        {
            SetIdentity(a, 1);
        }
    }

    private static void CopyReflections(MatrixView a, int first, MatrixView v)
    {
        for (int k = 0; k < v.Columns; k++)
        {
            NativeMemory.Clear(v.Column(k), (nuint)k * sizeof(double));
            VectorOperations.Copy(a.At(first + 1 + k, first + k), v.At(k, k), v.Rows - k);
        }
    }

    // T with H_0 ... H_k = I - V T V' for the leading k + 1 columns: t_k = -tau_k T_k V_k'v_k, t_kk = tau_k; zeros below the diagonal.
    private static void FormTriangle(MatrixView v, double* tau, MatrixView t)
    {
        double* projections = stackalloc double[Panel];
        for (int k = 0; k < t.Columns; k++)
        {
            double* column = t.Column(k);
            MatrixVectorProduct.Multiply(-tau[k], v.Slice(k, 0, v.Rows - k, k), true, v.At(k, k), 0.0, projections);
            MatrixVectorProduct.Multiply(1.0, t.Slice(0, 0, k, k), false, projections, 0.0, column);
            column[k] = tau[k];
            NativeMemory.Clear(column + k + 1, (nuint)(t.Rows - k - 1) * sizeof(double));
        }
    }

    // The leading rows and columns of the identity.
    private static void SetIdentity(MatrixView q, int count)
    {
        for (int j = 0; j < q.Columns; j++)
        {
            NativeMemory.Clear(q.Column(j), (nuint)(j < count ? q.Rows : count) * sizeof(double));
            if (j < count)
            {
                *q.At(j, j) = 1.0;
            }
        }
    }

    private static void CopyTransposed(MatrixView v, MatrixView w)
    {
        for (int j = 0; j < v.Columns; j++)
        {
            for (int k = 0; k < v.Columns; k++)
            {
                *w.At(k, j) = *v.At(j, k);
            }
        }
    }
}
