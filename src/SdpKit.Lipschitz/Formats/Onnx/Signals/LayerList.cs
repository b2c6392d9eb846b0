namespace SdpKit.Lipschitz.Formats.Onnx.Signals;

/// <summary>Represents a layer and, by its argument, those before it. Its weights are made when the network is: half of a gated activation never becomes a layer.</summary>
/// <param name="Node">The node that ends the layer.</param>
/// <param name="Argument">The value before the activation.</param>
/// <param name="Activation">The activation; null for the gate tanh(u) of gelu's approximation, u a cubic polynomial of the argument, which is none by itself.</param>
internal sealed record LayerList(OnnxNode Node, Signal Argument, Activation? Activation)
{
    /// <summary>Gets the layers, from the first to the last.</summary>
    /// <exception cref="SdpKit.Formats.ProblemFormatException">A layer cannot be made; the message names its last node.</exception>
    public static Stack<DenseLayer> InOrder(LayerList? layers)
    {
        var ordered = new Stack<DenseLayer>();
        for (; layers is not null; layers = layers.Argument.Layers)
        {
            ordered.Push(layers.ToLayer());
        }

        return ordered;
    }

    private DenseLayer ToLayer()
    {
        if (Activation is null)
        {
            throw Node.Error("found the hyperbolic tangent of a polynomial; expected it as part of a gelu only");
        }

        if (Argument.Base.IsDiagonal)
        {
            Node.Context.Reserve((long)Argument.Size * Argument.Size, Node);
        }

        try
        {
            return Argument.Map.ToLayer(Activation);
        }
        catch (ArgumentException exception)
        {
            throw Node.Error(exception.Message.Split(" (Parameter '")[0]);
        }
    }
}
