using System.Collections.Immutable;
using SdpKit.Lipschitz.Enclosures;
using SdpKit.Lipschitz.Formats.Onnx.Constants;

namespace SdpKit.Lipschitz.Formats.Onnx.Signals;

/// <summary>Computes sums, products and quotients with constants, and normalisation with fixed statistics: all are scalings and shifts.</summary>
internal static class SignalArithmetic
{
    public static Signal Compute(OnnxNode node)
    {
        if (node.Operator == "BatchNormalization")
        {
            return Normalise(node);
        }

        if (node.Operator == "Neg")
        {
            return SignalOperators.First(node).Scaled(-1.0);
        }

        return node.Inputs switch
        {
            [Signal signal, Constant constant] => Combine(node, signal, constant),
            [Constant constant, Signal signal] when node.Operator is "Add" or "Mul" => Combine(node, signal, constant),
            [Constant constant, Signal signal] when node.Operator == "Sub" => Add(node, signal.Scaled(-1.0), constant, 1.0),
            [Signal one, Signal other] when node.Operator == "Mul" && GatedActivations.Multiply(node, one, other) is { } activated => activated,
            [Signal, Signal] => throw node.Error("found two values that depend on the network's input; expected a constant and one such value (residual and gated networks are not read)"),
            _ => throw node.Error("found a quotient by a value that depends on the network's input; expected one by a constant"),
        };
    }

    private static Signal Combine(OnnxNode node, Signal signal, Constant constant) => node.Operator switch
    {
        "Add" => Add(node, signal, constant, 1.0),
        "Sub" => Add(node, signal, constant, -1.0),
        _ => Multiply(node, signal, constant),
    };

    private static Signal Add(OnnxNode node, Signal signal, Constant constant, double sign)
    {
        ImmutableArray<int> shape = CommonShape(node, signal, constant);
        if (constant.Count == 1)
        {
            return signal with { Offset = signal.Offset + (sign * constant.Read()[0]), Shape = shape };
        }

        double[] terms = Shapes.Expand(constant.Read(), constant.Shape, shape);
        return signal.WithMap(signal.Map.Shift(sign == 1.0 ? terms : Array.ConvertAll(terms, term => sign * term))) with { Shape = shape };
    }

    private static Signal Multiply(OnnxNode node, Signal signal, Constant constant)
    {
        ImmutableArray<int> shape = CommonShape(node, signal, constant);
        double[] factors = constant.Read();
        if (constant.Count == 1)
        {
            return signal.Scaled(node.Operator == "Div" ? (EnclosedNumber)1.0 / factors[0] : factors[0]) with { Shape = shape };
        }

        double[] all = Shapes.Expand(factors, constant.Shape, shape);
        return signal.WithMap(signal.Map.Scale(node.Operator == "Div" ? EnclosedArray.Of(all.Length, i => (EnclosedNumber)1.0 / all[i]) : all)) with { Shape = shape };
    }

    /// <summary>Gets the shape of a value combined with a constant, in which the value may only gain dimensions of length 1.</summary>
    private static ImmutableArray<int> CommonShape(OnnxNode node, Signal signal, Constant constant) =>
        Shapes.Broadcast(constant.Shape, signal.Shape) is { } shape && Shapes.Count(shape.AsSpan()) == signal.Size
            ? shape
            : throw node.Error($"found a constant of shape [{string.Join(", ", constant.Shape)}] for a value of shape {signal.ShapeText}; expected one that fits it");

    /// <summary>Computes scale (x - mean) / sqrt(variance + epsilon) + bias for each channel, the second dimension.</summary>
    private static Signal Normalise(OnnxNode node)
    {
        Signal signal = SignalOperators.First(node);
        int channels = signal.Shape.Length > 1 ? signal.Shape[1] : 0;
        if (node.Integer("training_mode", 0) != 0 || channels == 0)
        {
            throw node.Error($"found {(channels == 0 ? $"a value of shape {signal.ShapeText}" : "training mode")}; expected channels in the second dimension, and a model exported for evaluation");
        }

        double[] scale = Statistics(1, "scale");
        double[] bias = Statistics(2, "bias");
        double[] mean = Statistics(3, "mean");
        double[] variance = Statistics(4, "variance");
        double epsilon = node.Number("epsilon", 1e-5f);
        EnclosedNumber[] factors = [.. scale.Select((value, c) => value / EnclosedNumber.Sqrt((EnclosedNumber)variance[c] + epsilon))];
        int repeat = signal.Size / channels;
        AffineMap map = signal.Map.Shift(PerValue(c => -mean[c])).Scale(PerValue(c => factors[c])).Shift(PerValue(c => bias[c]));
        return signal.WithMap(map);

        double[] Statistics(int index, string what) => node.ConstantInput(index, what) is { } constant && constant.Count == channels
            ? constant.Read()
            : throw node.Error($"found {node.ConstantInput(index, what).Count} numbers as {what}; expected {channels}, one per channel");

        EnclosedArray PerValue(Func<int, EnclosedNumber> value) => EnclosedArray.Of(signal.Size, i => value(i / repeat));
    }
}
