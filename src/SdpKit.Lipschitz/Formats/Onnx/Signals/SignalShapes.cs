using System.Collections.Immutable;
using SdpKit.Lipschitz.Formats.Onnx.Constants;

namespace SdpKit.Lipschitz.Formats.Onnx.Signals;

/// <summary>Computes nodes that give values another shape or order. Values in another shape are the same, the last index moving fastest, so nothing is left to compute.</summary>
internal static class SignalShapes
{
    public static object Compute(OnnxNode node)
    {
        Signal signal = SignalOperators.First(node);
        return node.Operator switch
        {
            "Shape" => ConstantShapeOperators.Shape(node, signal.Shape),
            "Transpose" => Transpose(node, signal),
            _ => signal with { Shape = NewShape.Compute(node, signal.Shape) },
        };
    }

    private static Signal Transpose(OnnxNode node, Signal signal)
    {
        int[] order = NewShape.Permutation(node, signal.Shape.Length);
        double[] places = [.. Enumerable.Range(0, signal.Size)];
        int[] sources = Array.ConvertAll(Shapes.Transpose(places, signal.Shape, order), static place => (int)place);
        ImmutableArray<int> shape = [.. order.Select(axis => signal.Shape[axis])];
        if (sources.AsSpan().SequenceEqual([.. Enumerable.Range(0, signal.Size)]))
        {
            return signal with { Shape = shape, Transposed = node };
        }

        node.Context.Reserve((long)signal.Size * signal.Base.InputSize, node);
        return signal.WithMap(signal.Map.Permute(sources)) with { Shape = shape, Transposed = node };
    }
}
