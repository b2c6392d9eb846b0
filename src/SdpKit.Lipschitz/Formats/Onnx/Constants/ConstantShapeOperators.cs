using System.Collections.Immutable;

namespace SdpKit.Lipschitz.Formats.Onnx.Constants;

/// <summary>Computes nodes that rearrange constants or compute shapes.</summary>
internal static class ConstantShapeOperators
{
    /// <summary>Computes the output; null where the operator is not known.</summary>
    public static Constant? Compute(OnnxNode node) => node.Operator switch
    {
        "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" => node.ConstantInput(0, "value") is var value ? value.WithShape(NewShape.Compute(node, value.Shape)) : null,
        "Transpose" => Transpose(node, node.ConstantInput(0, "value")),
        "Shape" => Shape(node, node.ConstantInput(0, "value").Shape),
        "Concat" => Concat(node),
        "Gather" => Gather(node),
        "Slice" => Slice(node),
        "Expand" => Expand(node),
        "ConstantOfShape" => Fill(node),
        _ => null,
    };

    /// <summary>Computes the shape of a value, constant or not.</summary>
    public static Constant Shape(OnnxNode node, ImmutableArray<int> shape)
    {
        int rank = shape.Length;
        int start = (int)Math.Clamp(From(node.Integer("start", 0)), 0, rank);
        int end = (int)Math.Clamp(From(node.Integer("end", rank)), start, rank);
        return new Constant([.. shape.AsSpan()[start..end].ToArray().Select(length => (double)length)], [end - start], isInteger: true);

        long From(long place) => place < 0 ? place + rank : place;
    }

    private static Constant Transpose(OnnxNode node, Constant constant)
    {
        int[] order = NewShape.Permutation(node, constant.Shape.Length);
        node.Context.Reserve(constant.Count, node);
        return new Constant(Shapes.Transpose(constant.Read(), constant.Shape, order), [.. order.Select(axis => constant.Shape[axis])], constant.IsInteger);
    }

    private static Constant Concat(OnnxNode node)
    {
        Constant[] parts = [.. Enumerable.Range(0, node.Inputs.Count).Select(index => node.ConstantInput(index, "part"))];
        if (parts.Length == 0 || parts.Any(part => part.Shape.Length != 1))
        {
            throw node.Error("found parts that are no vectors; expected vectors, as shapes are");
        }

        double[] joined = [.. parts.SelectMany(part => part.Read())];
        node.Context.Reserve(joined.Length, node);
        return new Constant(joined, [joined.Length], parts.All(part => part.IsInteger));
    }

    private static Constant Gather(OnnxNode node)
    {
        Constant data = node.ConstantInput(0, "value");
        Constant indices = node.ConstantInput(1, "index");
        if (data.Shape.Length != 1 || indices.Shape.Length > 1)
        {
            throw node.Error($"found an array of {data.Shape.Length} dimensions; expected a vector, as a shape is");
        }

        double[] values = data.Read();
        return new Constant([.. OnnxNode.Integers(indices).Select(index => values[node.Axis(index, values.Length)])], indices.Shape, data.IsInteger);
    }

    private static Constant Slice(OnnxNode node)
    {
        Constant data = node.ConstantInput(0, "value");
        if (data.Shape.Length != 1 || node.Integers("starts", 1) is not [var start] || node.Integers("ends", 2) is not [var end] || node.Integers("steps", 4) is not (null or [1]))
        {
            throw node.Error("found a slice of several dimensions or steps; expected one of a vector, as a shape is");
        }

        int length = data.Count;
        int first = (int)Math.Clamp(start < 0 ? start + length : start, 0, length);
        int last = (int)Math.Clamp(end < 0 ? end + length : end, first, length);
        return new Constant(data.Read()[first..last], [last - first], data.IsInteger);
    }

    private static Constant Expand(OnnxNode node)
    {
        Constant constant = node.ConstantInput(0, "value");
        ImmutableArray<int> shape = Shapes.Broadcast(constant.Shape, NewShape.Lengths(node, node.ConstantInput(1, "shape"))) ?? throw node.Error("found shapes that do not fit; expected ones that do");
        node.Context.Reserve(Shapes.Count(shape.AsSpan()), node);
        return new Constant(Shapes.Expand(constant.Read(), constant.Shape, shape), shape, constant.IsInteger);
    }

    private static Constant Fill(OnnxNode node)
    {
        ImmutableArray<int> shape = NewShape.Lengths(node, node.ConstantInput(0, "shape"));
        int count = Shapes.Count(shape.AsSpan());
        node.Context.Reserve(count, node);
        Constant? value = node.Tensor("value") is { } tensor ? node.Context.Read(tensor, "the value of a node") : null;
        if (value is { Count: not 1 })
        {
            throw node.Error($"found {value.Count} values; expected one");
        }

        var values = new double[count];
        values.AsSpan().Fill(value?.Read()[0] ?? 0.0);
        return new Constant(values, shape, value?.IsInteger ?? false);
    }
}
