using SdpKit.Lipschitz.Chains;

namespace SdpKit.Lipschitz.LowerBounds;

/// <summary>Bounds the norm of the Jacobian at a point from below, against all rounding: |J d| / |d| for one direction d, with error bounds carried along both the values and the directions.</summary>
internal static class JacobianEnclosure
{
    /// <summary>Computes the bound; 0 where a kink is so near that the point may have no derivative.</summary>
    public static double NormBelow(Network network, ReadOnlySpan<double> point, ReadOnlySpan<double> direction)
    {
        var value = new Enclosure(point.ToArray(), new double[point.Length]);
        var derivative = new Enclosure(direction.ToArray(), new double[direction.Length]);
        foreach (DenseLayer layer in network.Layers)
        {
            Enclosure before = value.Multiply(layer, layer.Bias.AsSpan());
            derivative = derivative.Multiply(layer, []);
            for (int i = 0; i < layer.OutputSize; i++)
            {
                (double x, double radius) = (before.Centers[i], before.Radii[i]);
                double slope = layer.Activation.Derivative(x);
                double slopeError = layer.Activation.DerivativeError(x, radius);
                double image = slope * derivative.Centers[i];
                derivative.Radii[i] = Rounding.Up(
                    ((Math.Abs(slope) + slopeError) * derivative.Radii[i]) + (slopeError * Math.Abs(derivative.Centers[i])) + (Rounding.Unit * Math.Abs(image)) + Rounding.Least);
                derivative.Centers[i] = image;
                before.Centers[i] = layer.Activation.Evaluate(x);
                before.Radii[i] = Rounding.Up(layer.Activation.ValueError(x, radius));
            }

            value = before;
        }

        double image2 = derivative.Centers.Select((center, i) => Math.Max(0.0, Math.Abs(center) - derivative.Radii[i])).Sum(part => part * part);
        double direction2 = direction.ToArray().Sum(part => part * part);
        double norm = Math.Sqrt(image2) / Math.Sqrt(direction2) * (1.0 - 1e-12);
        return double.IsNormal(image2) && double.IsNormal(direction2) && double.IsFinite(norm) ? norm : 0.0;
    }

    /// <summary>Holds vectors: all within a radius of a center, component by component.</summary>
    private sealed record Enclosure(double[] Centers, double[] Radii)
    {
        /// <summary>Computes W x + b: |W| r and gamma_(n+2) (|W||x| + |b|) are what the result may be off, n the number of inputs.</summary>
        public Enclosure Multiply(DenseLayer layer, ReadOnlySpan<double> bias)
        {
            var result = new Enclosure(new double[layer.OutputSize], new double[layer.OutputSize]);
            double gamma = Rounding.Gamma(2.0 * (layer.InputSize + 4));
            for (int i = 0; i < layer.OutputSize; i++)
            {
                ReadOnlySpan<double> row = layer.Row(i);
                double sum = bias.IsEmpty ? 0.0 : bias[i];
                double size = Math.Abs(sum);
                double radius = 0.0;
                for (int j = 0; j < row.Length; j++)
                {
                    sum += row[j] * Centers[j];
                    size += Math.Abs(row[j] * Centers[j]);
                    radius += Math.Abs(row[j]) * Radii[j];
                }

                result.Centers[i] = sum;
                result.Radii[i] = Rounding.Up(radius + (gamma * size) + (4.0 * layer.InputSize * Rounding.Least));
            }

            return result;
        }
    }
}
