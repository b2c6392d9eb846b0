using System.Collections.Immutable;

namespace SdpKit.Lipschitz.Formats.Onnx.Constants;

/// <summary>Computes the shape that a node gives to the same values: Reshape, Flatten, Squeeze, Unsqueeze, and the order of dimensions of Transpose.</summary>
internal static class NewShape
{
    public static ImmutableArray<int> Compute(OnnxNode node, ImmutableArray<int> shape) => node.Operator switch
    {
        "Reshape" => Reshape(node, shape),
        "Flatten" => Flatten(node, shape),
        "Squeeze" => Squeeze(node, shape),
        _ => Unsqueeze(node, shape),
    };

    /// <summary>Reads the lengths of dimensions that are all given.</summary>
    public static ImmutableArray<int> Lengths(OnnxNode node, Constant constant) =>
        [.. OnnxNode.Integers(constant).Select(length => length is >= 0 and <= int.MaxValue ? (int)length : throw node.Error($"found the length {length} of a dimension; expected one from 0 to {int.MaxValue}"))];

    /// <summary>Reads which dimension of the source becomes dimension k; by default they are reversed.</summary>
    public static int[] Permutation(OnnxNode node, int rank)
    {
        int[] order = node.Integers("perm", int.MaxValue) is { } given ? [.. given.Select(axis => node.Axis(axis, rank))] : [.. Enumerable.Range(0, rank).Reverse()];
        return order.Order().SequenceEqual(Enumerable.Range(0, rank)) ? order : throw node.Error($"found the order [{string.Join(", ", order)}]; expected each of {rank} dimensions once");
    }

    private static ImmutableArray<int> Reshape(OnnxNode node, ImmutableArray<int> shape)
    {
        long[] target = node.Integers("shape", 1) ?? throw node.Error("found no shape; expected one as the second input");
        bool copiesZeros = node.Integer("allowzero", 0) == 0;
        int count = Shapes.Count(shape.AsSpan());
        var lengths = new long[target.Length];
        long known = 1;
        for (int k = 0; k < target.Length; k++)
        {
            lengths[k] = target[k] == 0 && copiesZeros && k < shape.Length ? shape[k] : target[k];
            known = lengths[k] == -1 ? known : lengths[k] is >= 0 and <= int.MaxValue && known * lengths[k] <= int.MaxValue ? known * lengths[k] : throw Misfit();
        }

        int open = Array.IndexOf(lengths, -1);
        if (open >= 0)
        {
            lengths[open] = known > 0 ? count / known : -1;
            known *= lengths[open];
        }

        return known == count && lengths.All(length => length >= 0) ? [.. lengths.Select(length => (int)length)] : throw Misfit();

        Exception Misfit() => node.Error($"found the shape [{string.Join(", ", target)}] for values of the shape [{string.Join(", ", shape)}]; expected one for as many");
    }

    private static ImmutableArray<int> Flatten(OnnxNode node, ImmutableArray<int> shape)
    {
        long given = node.Integer("axis", 1);
        int axis = given == shape.Length ? shape.Length : node.Axis(given, shape.Length);
        return [Shapes.Count(shape.AsSpan(0, axis)), Shapes.Count(shape.AsSpan()[axis..])];
    }

    private static ImmutableArray<int> Squeeze(OnnxNode node, ImmutableArray<int> shape)
    {
        HashSet<int>? axes = node.Integers("axes", 1)?.Select(axis => node.Axis(axis, shape.Length)).ToHashSet();
        return axes is null || axes.All(axis => shape[axis] == 1)
            ? [.. shape.Where((length, axis) => axes is null ? length != 1 : !axes.Contains(axis))]
            : throw node.Error($"found dimensions to drop from [{string.Join(", ", shape)}] that are longer than 1; expected ones of length 1");
    }

    private static ImmutableArray<int> Unsqueeze(OnnxNode node, ImmutableArray<int> shape)
    {
        long[] given = node.Integers("axes", 1) ?? throw node.Error("found no axes; expected where to insert dimensions");
        HashSet<int> axes = [.. given.Select(axis => node.Axis(axis, shape.Length + given.Length))];
        if (axes.Count != given.Length)
        {
            throw node.Error("found an axis twice; expected each once");
        }

        var lengths = new Queue<int>(shape);
        return [.. Enumerable.Range(0, shape.Length + given.Length).Select(axis => axes.Contains(axis) ? 1 : lengths.Dequeue())];
    }
}
