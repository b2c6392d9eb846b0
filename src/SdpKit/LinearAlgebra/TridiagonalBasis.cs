using System.Runtime.InteropServices;

namespace SdpKit.LinearAlgebra;

/// <summary>Forms the orthogonal matrix of a reduction to tridiagonal form.</summary>
internal static unsafe class TridiagonalBasis
{
    /// <summary>Overwrites the reflections of <see cref="SymmetricTridiagonalReduction"/> by Q = H_0 H_1 ... H_(n-2).</summary>
    /// <param name="a">The reflections below the diagonal; receives Q.</param>
    /// <param name="tau">Their factors.</param>
    public static void Form(MatrixView a, double* tau)
    {
        int n = a.Rows;
        if (n == 0)
        {
            return;
        }

        // Backwards, so that column i + 1 is overwritten by H_i e_(i+1) when its own reflection is spent.
        for (int i = n - 2; i >= 0; i--)
        {
            int rest = n - i - 1;
            double* v = a.At(i + 1, i);
            for (int j = i + 2; j < n; j++)
            {
                double* column = a.At(i + 1, j);
                column[0] = 0.0;
                VectorOperations.AddScaled(-tau[i] * VectorOperations.Dot(v, column, rest), v, column, rest);
            }

            double* first = a.At(i + 1, i + 1);
            NativeMemory.Clear(first, (nuint)rest * sizeof(double));
            VectorOperations.AddScaled(-tau[i], v, first, rest);
            first[0] += 1.0;
        }

        for (int j = 1; j < n; j++)
        {
            *a.At(0, j) = 0.0;
        }

        NativeMemory.Clear(a.Data, (nuint)n * sizeof(double));
        *a.Data = 1.0;
    }
}
