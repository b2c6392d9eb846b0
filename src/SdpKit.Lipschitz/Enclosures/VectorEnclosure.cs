using SdpKit.Lipschitz.Chains;

namespace SdpKit.Lipschitz.Enclosures;

/// <summary>Holds vectors: all within a radius of a center, component by component. What is computed of them encloses what real arithmetic would give of each.</summary>
internal sealed record VectorEnclosure(double[] Centers, double[] Radii)
{
    /// <summary>Gets a bound of the Euclidean distance from the center, as large as can be where none is known. Behind many layers it may be far less than the radii would be without it.</summary>
    public double Distance { get; init; } = double.MaxValue;

    /// <summary>Holds one vector.</summary>
    public static VectorEnclosure Of(ReadOnlySpan<double> vector) => new(vector.ToArray(), new double[vector.Length]) { Distance = 0.0 };

    /// <summary>Computes the outputs of a network.</summary>
    public static VectorEnclosure OfOutputs(Network network, ReadOnlySpan<double> input)
    {
        VectorEnclosure value = Of(input);
        foreach (DenseLayer layer in network.Layers)
        {
            value = value.Multiply(layer, layer.Bias.AsSpan());
            value.Activate(layer.Activation);
        }

        return value;
    }

    /// <summary>Computes W x + b: |W| r, or |w_i| times the distance, and gamma_(n+2) (|W||x| + |b|) are what the result may be off, n the number of inputs.</summary>
    public VectorEnclosure Multiply(DenseLayer layer, ReadOnlySpan<double> bias)
    {
        var result = new VectorEnclosure(new double[layer.OutputSize], new double[layer.OutputSize]);
        double gamma = Rounding.Gamma(2.0 * (layer.InputSize + 4));
        for (int i = 0; i < layer.OutputSize; i++)
        {
            ReadOnlySpan<double> row = layer.Row(i);
            double sum = bias.IsEmpty ? 0.0 : bias[i];
            double size = Math.Abs(sum);
            (double radius, double square, int products) = (0.0, 0.0, 0);
            for (int j = 0; j < row.Length; j++)
            {
                sum += row[j] * Centers[j];
                size += Math.Abs(row[j] * Centers[j]);
                radius += Math.Abs(row[j]) * Radii[j];
                square += row[j] * row[j];

                // What is not a product of two numbers other than 0 is exact.
                products += row[j] != 0.0 && (Centers[j] != 0.0 || Radii[j] != 0.0) ? 1 : 0;
            }

            double norm = Math.Sqrt(square) + Math.Sqrt(Rounding.Least * row.Length);
            result.Centers[i] = sum;
            result.Radii[i] = Rounding.Up(Math.Min(radius, norm * Distance) + (gamma * size) + (4.0 * products * Rounding.Least));
        }

        return result;
    }

    /// <summary>Applies an activation in place.</summary>
    public void Activate(Activation activation)
    {
        for (int i = 0; i < Centers.Length; i++)
        {
            double x = Centers[i];
            Centers[i] = activation.Evaluate(x);
            Radii[i] = Rounding.Up(activation.ValueError(x, Radii[i]));
        }
    }
}
