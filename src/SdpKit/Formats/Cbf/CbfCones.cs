namespace SdpKit.Formats.Cbf;

/// <summary>Represents the cones of numbered scalars, in runs of the same cone.</summary>
internal sealed class CbfCones
{
    private readonly List<(int End, CbfCone Cone)> _runs = [];

    public int Count { get; private set; }

    public void Add(CbfCone cone, int length)
    {
        Count += length;
        _runs.Add((Count, cone));
    }

    /// <summary>Gets the cone of each scalar, in order.</summary>
    public IEnumerable<CbfCone> All()
    {
        int start = 0;
        foreach ((int end, CbfCone cone) in _runs)
        {
            for (; start < end; start++)
            {
                yield return cone;
            }
        }
    }
}
