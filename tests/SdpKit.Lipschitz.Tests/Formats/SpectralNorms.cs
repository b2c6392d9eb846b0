using MathNet.Numerics.LinearAlgebra;

namespace SdpKit.Lipschitz.Tests.Formats;

/// <summary>Computes spectral norms by another library.</summary>
internal static class SpectralNorms
{
    public static double Of(IReadOnlyList<double> weights, int rows, int columns) =>
        Math.Sqrt(Gram(Matrix<double>.Build.Dense(rows, columns, (i, j) => weights[(i * columns) + j])).Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).Max());

    public static double Product(Network network) =>
        network.Layers.Aggregate(1.0, (product, layer) => product * Of(layer.Weights, layer.OutputSize, layer.InputSize));

    private static Matrix<double> Gram(Matrix<double> matrix) =>
        matrix.RowCount <= matrix.ColumnCount ? matrix.TransposeAndMultiply(matrix) : matrix.TransposeThisAndMultiply(matrix);
}
