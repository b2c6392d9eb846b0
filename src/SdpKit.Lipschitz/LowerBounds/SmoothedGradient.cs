namespace SdpKit.Lipschitz.LowerBounds;

/// <summary>Computes in which direction a point has to move for the norm of the Jacobian to grow.</summary>
/// <remarks>
/// With v and u the singular vectors of J, the derivative of the norm u'Jv with respect to the slope of neuron k is (u' ... e_k)(e_k' ... v), and that slope changes by phi''(z_k) with the value z_k before it.
/// Between the kinks of piecewise linear activations phi'' is zero, and tells nothing of the neurons that could be switched; so phi' is smoothed over a width about as large as the values of the layer.
/// </remarks>
internal static class SmoothedGradient
{
    /// <summary>Computes the direction, of norm 1; zero where no slope changes within the width.</summary>
    /// <param name="network">The network.</param>
    /// <param name="product">Its weights.</param>
    /// <param name="piece">What it does at the point.</param>
    /// <param name="direction">The right singular vector v.</param>
    /// <param name="width">The width, as a multiple of the root mean square of the values of each layer.</param>
    public static double[] Of(Network network, SlopeProduct product, LinearPiece piece, double[] direction, double width)
    {
        double[][] forward = product.Forward(piece.Slopes, direction);
        double[] image = SlopeProduct.Scaled(piece.Slopes[^1], forward[^1]);
        SlopeProduct.Normalize(image);
        double[][] backward = product.Backward(piece.Slopes, image);
        double[] behind = new double[image.Length];
        for (int l = piece.Before.Length - 1; l >= 0; l--)
        {
            Activation activation = network.Layers[l].Activation;
            double[] values = piece.Before[l];
            double radius = width * Math.Sqrt(values.Sum(value => value * value) / values.Length);
            double[] before = SlopeProduct.Scaled(piece.Slopes[l], behind);
            for (int k = 0; k < before.Length && radius > 0.0; k++)
            {
                double change = activation.Derivative(values[k] + radius) - activation.Derivative(values[k] - radius);
                before[k] += change / (2.0 * radius) * forward[l][k] * backward[l][k];
            }

            behind = product.MultiplyTransposed(l, before);
        }

        SlopeProduct.Normalize(behind);
        return behind;
    }
}
