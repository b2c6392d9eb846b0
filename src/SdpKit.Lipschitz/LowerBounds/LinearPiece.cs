namespace SdpKit.Lipschitz.LowerBounds;

/// <summary>Holds what a network does around a point: the values before each activation, W x + b, the slopes of the activations there, and the output.</summary>
internal sealed record LinearPiece(double[][] Before, double[][] Slopes, double[] Output)
{
    public static LinearPiece At(Network network, double[] point)
    {
        var before = new double[network.Layers.Length][];
        var slopes = new double[before.Length][];
        double[] current = point;
        for (int l = 0; l < before.Length; l++)
        {
            Activation activation = network.Layers[l].Activation;
            before[l] = network.Layers[l].Affine(current);
            slopes[l] = [.. before[l].Select(activation.Derivative)];
            current = [.. before[l].Select(activation.Evaluate)];
        }

        return new LinearPiece(before, slopes, current);
    }
}
