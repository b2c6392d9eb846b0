namespace SdpKit.Lipschitz.Formats.Onnx.Signals;

/// <summary>Represents a layer and those before it.</summary>
/// <param name="Last">The layer.</param>
/// <param name="Map">The affine map that it was made of.</param>
/// <param name="Before">The layers before it; null for none.</param>
internal sealed record LayerList(DenseLayer Last, AffineMap Map, LayerList? Before)
{
    /// <summary>Gets the layers, from the first to the last.</summary>
    public static Stack<DenseLayer> InOrder(LayerList? layers)
    {
        var ordered = new Stack<DenseLayer>();
        for (; layers is not null; layers = layers.Before)
        {
            ordered.Push(layers.Last);
        }

        return ordered;
    }
}
