using System.Collections.Immutable;

namespace SdpKit.Presolve.Blocks;

/// <summary>Says in words what became of a block.</summary>
internal static class SplittingNotes
{
    /// <summary>Describes the components that are kept of a block; nothing where it stays whole.</summary>
    public static void Add(int block, SdpBlock shape, ImmutableArray<BlockComponent> kept, List<string> notes)
    {
        int dropped = shape.Order;
        foreach (BlockComponent component in kept)
        {
            dropped -= component.Rows.Length;
        }

        if (dropped > 0)
        {
            notes.Add($"block {block + 1} of order {shape.Order}: dropped {PresolveNotes.Count(dropped, "row")} that no variable reaches");
        }

        if (shape.Kind == BlockKind.PositiveSemidefinite && kept.Length > 1)
        {
            string orders = string.Join(", ", kept
                .OrderByDescending(component => component.Rows.Length)
                .GroupBy(component => component.Rows.Length, (order, components) => $"{components.Count()} of order {order}"));
            notes.Add($"block {block + 1} of order {shape.Order} splits into {kept.Length} components: {orders}");
        }
    }
}
