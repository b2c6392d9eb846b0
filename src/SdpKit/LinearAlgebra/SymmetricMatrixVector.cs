namespace SdpKit.LinearAlgebra;

internal static unsafe class SymmetricMatrixVector
{
    public static void MultiplyLower(double alpha, MatrixView a, double* x, double beta, double* y)
    {
        for (int i = 0; i < a.Rows; i++) { double s = 0; for (int j = 0; j < a.Rows; j++) { s += x[j] * (i >= j ? *a.At(i, j) : *a.At(j, i)); } y[i] = (beta == 0 ? 0 : beta * y[i]) + (alpha * s); }
    }
}
