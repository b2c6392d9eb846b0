using System.Runtime.InteropServices;
using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling;

/// <summary>Numbers scalars one after the other, and finds what each belongs to.</summary>
/// <typeparam name="T">What scalars belong to.</typeparam>
internal sealed class ScalarRanges<T>
{
    private readonly List<int> _firsts = [];
    private readonly List<T> _owners = [];

    /// <summary>Gets the number of scalars.</summary>
    public int Count { get; private set; }

    /// <summary>Gets what they belong to, in order.</summary>
    public IReadOnlyList<T> Owners => _owners;

    /// <summary>Adds the next scalars.</summary>
    public void Add(T owner, int count)
    {
        int next = checked(Count + count);
        _firsts.Add(Count);
        _owners.Add(owner);
        Count = next;
    }

    /// <summary>Finds what a scalar belongs to.</summary>
    public T Find(int scalar) => _owners[SortedSearch.First(CollectionsMarshal.AsSpan(_firsts), scalar + 1) - 1];
}
