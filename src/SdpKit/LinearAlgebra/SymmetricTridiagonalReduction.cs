using System.Runtime.InteropServices;
using SdpKit.LinearAlgebra.Eigenvalues;

namespace SdpKit.LinearAlgebra;

/// <summary>Reduces a symmetric matrix to tridiagonal form by Householder reflections.</summary>
/// <remarks>
/// Source: Golub and Van Loan, Matrix Computations, 8.3.1, with the rank-two update of one step and the matrix-vector product of the next
/// in one pass, so that the matrix is read and written once a step.
/// </remarks>
internal static unsafe class SymmetricTridiagonalReduction
{
    // With entries scaled to about 1, a column tail whose squares come near underflow is dropped without harm.
    private const double NegligibleSquare = 1e-290;

    /// <summary>Computes T = Q'AQ, Q = H_0 H_1 ... H_(n-2), H_i = I - tau_i v_i v_i'.</summary>
    /// <param name="a">A, n x n, lower triangle, entries of magnitude about 1; receives v_i in column i below the diagonal, with its leading 1 stored.</param>
    /// <param name="diagonal">Receives the n diagonal entries of T.</param>
    /// <param name="offDiagonal">Receives the n - 1 entries beside them.</param>
    /// <param name="tau">Receives the n - 1 factors.</param>
    /// <param name="workspace">2n doubles.</param>
    public static void Reduce(MatrixView a, double* diagonal, double* offDiagonal, double* tau, double* workspace)
    {
        int n = a.Rows;
        double* w = workspace;
        double* nextW = workspace + n;

        // The pending update A -= v w' + w v' of the step before; none at first.
        NativeMemory.Clear(w, (nuint)n * sizeof(double));
        double* v = w;
        for (int i = 0; i < n; i++)
        {
            double* column = a.At(i, i);
            VectorOperations.AddScaled(-w[0], v, column, n - i);
            VectorOperations.AddScaled(-v[0], w, column, n - i);
            diagonal[i] = *column;
            int rest = n - i - 1;
            if (rest == 0)
            {
                return;
            }

            double* nextV = column + 1;
            (offDiagonal[i], tau[i]) = Reflect(nextV, rest);
            RankTwoUpdateProduct.UpdateLower(a.Slice(i + 1, i + 1, rest, rest), v + 1, w + 1, nextV, nextW);

            // w = tau A v - tau^2/2 (v'A v) v
            VectorOperations.Scale(tau[i], nextW, rest);
            VectorOperations.AddScaled(-0.5 * tau[i] * VectorOperations.Dot(nextV, nextW, rest), nextV, nextW, rest);
            v = nextV;
            double* spent = w;
            w = nextW;
            nextW = spent;
        }
    }

    // Overwrites x by v with v_0 = 1 such that (I - tau v v') x = beta e_0.
    private static (double Beta, double Tau) Reflect(double* x, int n)
    {
        double alpha = x[0];
        double tail = VectorOperations.SumOfSquares(x + 1, n - 1);
        x[0] = 1.0;
        if (tail < NegligibleSquare)
        {
            NativeMemory.Clear(x + 1, (nuint)(n - 1) * sizeof(double));
            return (alpha, 0.0);
        }

        double beta = -Math.CopySign(Math.Sqrt((alpha * alpha) + tail), alpha);
        VectorOperations.Scale(1.0 / (alpha - beta), x + 1, n - 1);
        return (beta, (beta - alpha) / beta);
    }
}
