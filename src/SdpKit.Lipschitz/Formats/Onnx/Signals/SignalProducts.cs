using System.Collections.Immutable;
using SdpKit.Formats;
using SdpKit.Lipschitz.Enclosures;
using SdpKit.Lipschitz.Formats.Onnx.Constants;

namespace SdpKit.Lipschitz.Formats.Onnx.Signals;

/// <summary>Computes products with constant matrices: the dense layers.</summary>
internal static class SignalProducts
{
    public static Signal Compute(OnnxNode node) => node.Operator == "Gemm" ? Gemm(node) : MatMul(node);

    /// <summary>Computes alpha x B + beta C.</summary>
    private static Signal Gemm(OnnxNode node)
    {
        Signal signal = SignalOperators.First(node);
        Constant matrix = node.ConstantInput(1, "matrix of weights");
        if (node.Integer("transA", 0) != 0 || signal.Shape.Length != 2)
        {
            throw node.Error($"found a first factor of shape {signal.ShapeText}{(node.Integer("transA", 0) != 0 ? ", transposed" : string.Empty)}; expected one row{Cause(signal)}");
        }

        Signal product = Multiply(node, signal, matrix, isTransposed: node.Integer("transB", 0) != 0);
        if (node.Number("alpha", 1.0) is not 1.0 and var alpha)
        {
            product = product.Scaled(alpha);
        }

        if (node.OptionalConstant(2, "bias") is not { } term)
        {
            return product;
        }

        double beta = node.Number("beta", 1.0);
        double[] bias = ConstantProducts.Expand(node, term, product.Shape);
        return product.WithMap(product.Map.Shift(beta == 1.0 ? bias : EnclosedArray.Of(bias.Length, i => (EnclosedNumber)beta * bias[i])));
    }

    private static Signal MatMul(OnnxNode node) => node.Inputs switch
    {
        [Signal signal, Constant matrix] => Multiply(node, signal, matrix, isTransposed: false),
        [Constant matrix, Signal signal] => MultiplyColumn(node, matrix, signal),
        _ => throw node.Error("found two factors that depend on the network's input; expected one to be constant"),
    };

    /// <summary>Multiplies a single row by an inputs x outputs matrix, or by the transpose of an outputs x inputs one.</summary>
    private static Signal Multiply(OnnxNode node, Signal signal, Constant matrix, bool isTransposed)
    {
        if (matrix.Shape.Length != 2 || signal.Shape.Length == 0 || signal.Shape[^1] != signal.Size || matrix.Shape[isTransposed ? 1 : 0] != signal.Size)
        {
            throw Misfit(node, signal, matrix);
        }

        int outputs = matrix.Shape[isTransposed ? 0 : 1];
        double[] weights = isTransposed ? matrix.Read() : Shapes.Transpose(matrix.Read(), matrix.Shape, [1, 0]);
        return Apply(node, signal, weights, signal.Shape.SetItem(signal.Shape.Length - 1, outputs), outputs);
    }

    /// <summary>Multiplies an outputs x inputs matrix by a single column.</summary>
    private static Signal MultiplyColumn(OnnxNode node, Constant matrix, Signal signal)
    {
        bool isVector = signal.Shape.Length == 1;
        if (matrix.Shape.Length != 2 || signal.Shape.Length == 0 || matrix.Shape[1] != signal.Size || signal.Shape[isVector ? 0 : ^2] != signal.Size)
        {
            throw Misfit(node, signal, matrix);
        }

        return Apply(node, signal, matrix.Read(), signal.Shape.SetItem(signal.Shape.Length - (isVector ? 1 : 2), matrix.Shape[0]), matrix.Shape[0]);
    }

    private static Signal Apply(OnnxNode node, Signal signal, double[] weights, ImmutableArray<int> shape, int outputs)
    {
        if (outputs == 0)
        {
            throw node.Error("found a matrix without outputs; expected at least one");
        }

        // Two matrices in a row become their product, unless that takes more numbers than both: then the first is a layer without activation.
        long product = (long)outputs * signal.Base.InputSize;
        if (!signal.Base.IsDiagonal && product > weights.Length + ((long)signal.Size * signal.Base.InputSize))
        {
            signal = SignalActivations.Activate(node, signal, Activation.Identity);
        }

        return new Signal(signal.Layers, signal.Map.Multiply(weights, outputs), shape);
    }

    private static ProblemFormatException Misfit(OnnxNode node, Signal signal, Constant matrix) =>
        node.Error($"found weights of shape [{string.Join(", ", matrix.Shape)}] for a value of shape {signal.ShapeText}; expected a matrix for all of its {signal.Size} numbers{Cause(signal)}");

    /// <summary>Tells of a transposition, where inputs as columns are what does not fit.</summary>
    private static string Cause(Signal signal) => signal.Transposed is { } node
        ? $"; {node.Place} before it turns rows into columns: export the model for inputs that are rows, without it"
        : string.Empty;
}
