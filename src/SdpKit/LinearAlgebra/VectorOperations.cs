namespace SdpKit.LinearAlgebra;
internal static unsafe class VectorOperations
{
    public static double Dot(double* x, double* y, nint n) { double s = 0; for (nint i = 0; i < n; i++) { s += x[i] * y[i]; } return s; }
    public static void AddScaled(double alpha, double* x, double* y, nint n) { for (nint i = 0; i < n; i++) { y[i] += alpha * x[i]; } }
}
