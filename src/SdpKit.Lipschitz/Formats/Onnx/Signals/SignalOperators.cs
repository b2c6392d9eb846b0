namespace SdpKit.Lipschitz.Formats.Onnx.Signals;

/// <summary>Computes nodes that depend on the network's input.</summary>
internal static class SignalOperators
{
    /// <summary>Computes the output, a <see cref="Signal"/> or a constant.</summary>
    /// <exception cref="SdpKit.Formats.ProblemFormatException">The node cannot be made part of dense layers; the message names it.</exception>
    public static object Compute(OnnxNode node) => CubicPolynomial.Compute(node) ?? node.Operator switch
    {
        _ when node.Inputs.Any(input => input is CubicPolynomial) => throw node.Error($"found {CubicPolynomial.Problem}"),
        "Identity" or "Dropout" or "Cast" => PassThrough(node),
        "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" or "Transpose" or "Shape" => SignalShapes.Compute(node),
        "MatMul" or "Gemm" => SignalProducts.Compute(node),
        "Add" or "Sub" or "Mul" or "Div" or "Neg" or "BatchNormalization" => SignalArithmetic.Compute(node),
        _ => SignalActivations.Compute(node) ?? throw node.Error(
            "found an operator that is not folded into dense layers; expected Gemm, MatMul, Add, Sub, Mul, Div, BatchNormalization, Flatten, Reshape or an activation (leaving a node out makes a bound wrong)"),
    };

    /// <summary>Gets the input that is no constant, which must be the first.</summary>
    public static Signal First(OnnxNode node) => node.Input(0) as Signal ?? throw node.Error("found a constant; expected a value that depends on the network's input first");

    private static Signal PassThrough(OnnxNode node)
    {
        // The third input of Dropout says whether it is to drop values at random.
        if (node.Operator == "Dropout" && node.OptionalConstant(2, "training mode") is { } training && training.Read().Any(value => value != 0.0))
        {
            throw node.Error("found training mode; expected a model exported for evaluation");
        }

        if (node.Operator == "Cast" && OnnxTensors.IsInteger((int)node.Integer("to", 1)))
        {
            throw node.Error("found a conversion to whole numbers; expected real ones");
        }

        return First(node);
    }
}
