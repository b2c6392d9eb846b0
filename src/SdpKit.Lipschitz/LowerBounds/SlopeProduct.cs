using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.LowerBounds;

/// <summary>Represents the matrices S_L W_L ... S_1 W_1 S_0 W_0 for any diagonal matrices S_l of slopes; never multiplied out.</summary>
internal sealed unsafe class SlopeProduct(DenseMatrix[] weights)
{
    /// <summary>Takes the weights of a network.</summary>
    public static SlopeProduct Of(Network network) =>
        new([.. network.Layers.Select(layer => DenseMatrix.Of(layer.OutputSize, layer.InputSize, (i, j) => layer.Row(i)[j]))]);

    /// <summary>Computes the values before each S_l, for an input.</summary>
    public double[][] Forward(double[][] slopes, double[] input)
    {
        var values = new double[weights.Length][];
        double[] current = input;
        for (int l = 0; l < weights.Length; l++)
        {
            values[l] = Multiply(weights[l], transpose: false, current);
            current = Scaled(slopes[l], values[l]);
        }

        return values;
    }

    /// <summary>Computes the values of the transposed product behind each S_l, for a vector at the output; the last element is the value at the input.</summary>
    public double[][] Backward(double[][] slopes, double[] output)
    {
        var values = new double[weights.Length + 1][];
        double[] current = output;
        for (int l = weights.Length - 1; l >= 0; l--)
        {
            values[l] = current;
            current = MultiplyTransposed(l, Scaled(slopes[l], current));
        }

        values[^1] = current;
        return values;
    }

    /// <summary>Computes W_l' times a vector.</summary>
    public double[] MultiplyTransposed(int layer, double[] vector) => Multiply(weights[layer], transpose: true, vector);

    /// <summary>Approximates the norm and the right singular vector that belongs to it by the power method, from below.</summary>
    /// <param name="slopes">S_l.</param>
    /// <param name="direction">The start, not zero; receives the vector, of norm 1.</param>
    /// <param name="iterations">The number of products with the matrix and its transpose.</param>
    public double Norm(double[][] slopes, ref double[] direction, int iterations)
    {
        double norm = 0.0;
        Normalize(direction);
        for (int k = 0; k < iterations; k++)
        {
            double[] image = Scaled(slopes[^1], Forward(slopes, direction)[^1]);
            double length = Normalize(image);
            if (length == 0.0 || (k > 1 && length <= norm * (1.0 + 1e-12)))
            {
                return Math.Max(norm, length);
            }

            norm = length;
            double[] next = Backward(slopes, image)[^1];
            if (Normalize(next) == 0.0)
            {
                return norm;
            }

            direction = next;
        }

        return norm;
    }

    /// <summary>Divides a vector by its norm, unless that is zero; returns the norm.</summary>
    public static double Normalize(double[] vector)
    {
        double largest = vector.Max(Math.Abs);
        if (largest == 0.0 || !double.IsFinite(largest))
        {
            return 0.0;
        }

        double norm = largest * Math.Sqrt(vector.Sum(value => value / largest * (value / largest)));
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] /= norm;
        }

        return norm;
    }

    public static double[] Scaled(double[] slopes, double[] values)
    {
        var scaled = new double[values.Length];
        for (int i = 0; i < scaled.Length; i++)
        {
            scaled[i] = slopes[i] * values[i];
        }

        return scaled;
    }

    private static double[] Multiply(DenseMatrix matrix, bool transpose, double[] vector)
    {
        var result = new double[transpose ? matrix.Columns : matrix.Rows];
        fixed (double* from = vector, to = result)
        {
            MatrixVectorProduct.Multiply(1.0, matrix.View, transpose, from, 0.0, to);
        }

        GC.KeepAlive(matrix);
        return result;
    }
}
