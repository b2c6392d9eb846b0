using MathNet.Numerics.LinearAlgebra;

namespace SdpKit.Tests.Verification;

/// <summary>Makes random matrices with known spectra.</summary>
internal static class RandomMatrices
{
    public static Matrix<double> Normal(Random random, int rows, int columns) =>
        Matrix<double>.Build.Dense(rows, columns, (_, _) => MathNet.Numerics.Distributions.Normal.Sample(random, 0.0, 1.0));

    public static Matrix<double> Symmetric(Random random, int order)
    {
        Matrix<double> matrix = Normal(random, order, order);
        return matrix + matrix.Transpose();
    }

    public static Matrix<double> Orthogonal(Random random, int order) => Normal(random, order, order).QR().Q;

    /// <summary>Computes Q diag(eigenvalues) Q', exactly symmetric.</summary>
    public static Matrix<double> Congruence(Matrix<double> q, Vector<double> eigenvalues)
    {
        Matrix<double> product = q * Matrix<double>.Build.DenseOfDiagonalVector(eigenvalues) * q.Transpose();
        return (product + product.Transpose()) / 2.0;
    }
}
