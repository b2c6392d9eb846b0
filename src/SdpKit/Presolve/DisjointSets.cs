namespace SdpKit.Presolve;

/// <summary>Keeps a partition of 0..n-1; the smallest member names its set.</summary>
internal sealed class DisjointSets
{
    private readonly int[] _parents;

    public DisjointSets(int count)
    {
        _parents = new int[count];
        for (int i = 0; i < count; i++)
        {
            _parents[i] = i;
        }
    }

    public int Find(int member)
    {
        while (_parents[member] != member)
        {
            member = _parents[member] = _parents[_parents[member]];
        }

        return member;
    }

    public void Join(int first, int second)
    {
        first = Find(first);
        second = Find(second);
        _parents[Math.Max(first, second)] = Math.Min(first, second);
    }
}
