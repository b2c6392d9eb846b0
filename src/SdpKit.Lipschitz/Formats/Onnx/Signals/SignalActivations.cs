namespace SdpKit.Lipschitz.Formats.Onnx.Signals;

/// <summary>Computes activations, each of which ends a layer.</summary>
internal static class SignalActivations
{
    /// <summary>Computes the output; null where the operator is no activation.</summary>
    public static Signal? Compute(OnnxNode node) => node.Operator switch
    {
        "Relu" => Activate(node, Activation.Relu),
        "LeakyRelu" => Activate(node, Activation.LeakyRelu(Finite(node, node.Number("alpha", 0.01f)))),
        "PRelu" => Activate(node, Activation.LeakyRelu(Finite(node, CommonSlope(node)))),
        "Elu" => Activate(node, Activation.Elu(Finite(node, node.Number("alpha", 1.0)))),
        "Selu" => Activate(node, Activation.Elu(Finite(node, node.Number("alpha", 1.67326319217681884765625)))).Scaled(node.Number("gamma", 1.05070102214813232421875)),
        "Tanh" => Activate(node, Activation.Tanh),
        "Sigmoid" => Activate(node, Activation.Sigmoid),
        "Erf" => Activate(node, Activation.Erf),
        "Softplus" => Activate(node, Activation.Softplus),
        "Gelu" => Activate(node, node.Text("approximate") == "tanh" ? Activation.GeluTanh : Activation.Gelu),
        "Swish" when node.Number("alpha", 1.0) == 1.0 => Activate(node, Activation.Silu),
        _ => null,
    };

    /// <summary>Ends a layer with an activation.</summary>
    public static Signal Activate(OnnxNode node, Signal signal, Activation activation) =>
        new(new LayerList(node, signal, activation), AffineMap.Identity(signal.Size), signal.Shape);

    private static Signal Activate(OnnxNode node, Activation activation) => Activate(node, SignalOperators.First(node), activation);

    private static double Finite(OnnxNode node, double parameter) => double.IsFinite(parameter) ? parameter : throw node.Error(FormattableString.Invariant($"found the parameter {parameter}; expected a finite one"));

    /// <summary>Gets the slope below 0, which may be given per neuron but must be the same.</summary>
    private static double CommonSlope(OnnxNode node)
    {
        double[] slopes = node.ConstantInput(1, "slope").Read();
        return slopes.Length > 0 && slopes.All(slope => slope == slopes[0]) ? slopes[0] : throw node.Error("found slopes that differ between neurons; expected one slope");
    }
}
