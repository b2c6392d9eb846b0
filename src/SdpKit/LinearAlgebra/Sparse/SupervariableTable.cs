namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>
/// Finds variables of the current element that have the same lists, and so can be eliminated together, and keeps who stands for whom.
/// </summary>
internal sealed class SupervariableTable
{
    private const int None = -1;

    private readonly QuotientGraph _graph;
    private readonly int[] _weights;
    private readonly long[] _stamps;
    private readonly int[] _heads;
    private readonly int[] _next;
    private readonly int[] _buckets;
    private readonly int[] _memberNext;
    private readonly int[] _memberLast;

    public SupervariableTable(QuotientGraph graph, int[] weights, long[] stamps)
    {
        int count = graph.VariableCount;
        _graph = graph;
        _weights = weights;
        _stamps = stamps;
        _heads = new int[count];
        _next = new int[count];
        _buckets = new int[count];
        _memberNext = new int[count];
        _memberLast = new int[count];
        Array.Fill(_heads, None);
        Array.Fill(_memberNext, None);
        for (int variable = 0; variable < count; variable++)
        {
            _memberLast[variable] = variable;
        }
    }

    /// <summary>Puts a variable of the current element in the bucket of its hash, the sum of the names in its list.</summary>
    public void Add(int variable, long hash)
    {
        int bucket = (int)(hash % _heads.Length);
        _buckets[variable] = bucket;
        _next[variable] = _heads[bucket];
        _heads[bucket] = variable;
    }

    /// <summary>Lets <paramref name="variable"/> be eliminated right after <paramref name="representative"/> and all that it stands for.</summary>
    public void Join(int variable, int representative)
    {
        _memberNext[_memberLast[representative]] = variable;
        _memberLast[representative] = _memberLast[variable];
    }

    /// <summary>Copies a variable and all it stands for to the ordering.</summary>
    public void CopyMembers(int variable, int[] order, ref int count)
    {
        for (; variable != None; variable = _memberNext[variable])
        {
            order[count++] = variable;
        }
    }

    /// <summary>Merges the indistinguishable ones among the given variables and empties their buckets.</summary>
    /// <returns>The first mark above all that have been used.</returns>
    public long Merge(ReadOnlySpan<int> variables, long mark)
    {
        foreach (int variable in variables)
        {
            if (_weights[variable] == 0)
            {
                continue;
            }

            int bucket = _buckets[variable];
            int first = _heads[bucket];
            _heads[bucket] = None;
            for (; first != None && _next[first] != None; first = _next[first])
            {
                MergeInto(first, mark++);
            }
        }

        return mark;
    }

    private void MergeInto(int first, long mark)
    {
        foreach (int node in _graph.List(first))
        {
            _stamps[node] = mark;
        }

        int previous = first;
        for (int other = _next[first]; other != None; other = _next[other])
        {
            if (!IsSameList(first, other, mark))
            {
                previous = other;
                continue;
            }

            _weights[first] += _weights[other];
            _weights[other] = 0;
            _graph.Lengths[other] = 0;
            _graph.ElementCounts[other] = 0;
            _next[previous] = _next[other];
            Join(other, first);
        }
    }

    private bool IsSameList(int first, int other, long mark)
    {
        if (_graph.Lengths[first] != _graph.Lengths[other] || _graph.ElementCounts[first] != _graph.ElementCounts[other])
        {
            return false;
        }

        foreach (int node in _graph.List(other))
        {
            if (_stamps[node] != mark)
            {
                return false;
            }
        }

        return true;
    }
}
