using System.Collections.Immutable;

namespace SdpKit.Lipschitz.Formats.Onnx.Constants;

/// <summary>Reduces constants along dimensions.</summary>
internal static class Reductions
{
    public static Constant Compute(OnnxNode node, Func<double[], double> reduce)
    {
        Constant constant = node.ConstantInput(0, "value");
        int rank = constant.Shape.Length;
        long[] given = node.Integers("axes", 1) ?? [];
        if (given.Length == 0 && node.Integer("noop_with_empty_axes", 0) != 0)
        {
            return constant;
        }

        HashSet<int> axes = given.Length == 0 ? [.. Enumerable.Range(0, rank)] : [.. given.Select(axis => node.Axis(axis, rank))];
        if (constant.Count == 0)
        {
            throw node.Error("found nothing to reduce; expected values");
        }

        // The reduced dimensions are moved to the end, so that each group of values lies together.
        int[] order = [.. Enumerable.Range(0, rank).Where(axis => !axes.Contains(axis)), .. axes.Order()];
        node.Context.Reserve(constant.Count, node);
        double[] values = Shapes.Transpose(constant.Read(), constant.Shape, order);
        int group = axes.Aggregate(1, (count, axis) => count * constant.Shape[axis]);
        bool keep = node.Integer("keepdims", 1) != 0;
        ImmutableArray<int> shape = [.. Enumerable.Range(0, rank).Where(axis => keep || !axes.Contains(axis)).Select(axis => axes.Contains(axis) ? 1 : constant.Shape[axis])];
        return new Constant([.. values.Chunk(group).Select(reduce)], shape, constant.IsInteger);
    }
}
