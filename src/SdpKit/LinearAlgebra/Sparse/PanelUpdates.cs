namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Lists for each supernode, by ascending source, the earlier panels that update it. Immutable.</summary>
internal sealed class PanelUpdates
{
    private readonly int[] _starts;
    private readonly PanelUpdate[] _updates;

    public PanelUpdates(SupernodeRows rows)
    {
        _starts = new int[rows.Count + 1];
        ForEach(rows, (target, _) => _starts[target + 1]++);
        for (int node = 0; node < rows.Count; node++)
        {
            _starts[node + 1] = checked(_starts[node] + _starts[node + 1]);
        }

        int[] next = _starts.AsSpan(0, rows.Count).ToArray();
        _updates = new PanelUpdate[_starts[^1]];
        ForEach(rows, (target, update) => _updates[next[target]++] = update);
    }

    public ReadOnlySpan<PanelUpdate> Of(int node) => _updates.AsSpan(_starts[node].._starts[node + 1]);

    private static void ForEach(SupernodeRows rows, Action<int, PanelUpdate> action)
    {
        for (int source = 0; source < rows.Count; source++)
        {
            ReadOnlySpan<int> below = rows.Below(source);
            int width = rows.Width(source);
            int end;
            for (int begin = 0; begin < below.Length; begin = end)
            {
                int target = rows.Supernodes[below[begin]];
                int limit = rows.FirstColumn(target + 1);
                end = begin + 1;
                while (end < below.Length && below[end] < limit)
                {
                    end++;
                }

                action(target, new PanelUpdate(source, width + begin, width + end));
            }
        }
    }
}
