namespace SdpKit.Modeling.Terms;

/// <summary>Represents an array that takes the room of one element where all are equal. Immutable.</summary>
internal readonly struct CompactArray<T>
{
    private readonly T? _common;
    private readonly T[]? _elements;

    private CompactArray(int count, T? common, T[]? elements) => (Count, _common, _elements) = (count, common, elements);

    /// <summary>Gets the number of elements.</summary>
    public int Count { get; }

    /// <summary>Gets an element.</summary>
    public T this[int index] => _elements is null ? _common! : _elements[index];

    /// <summary>Keeps a part of each source.</summary>
    public static CompactArray<T> Of<TSource>(List<TSource> sources, Func<TSource, T> part)
    {
        T? common = sources.Count == 0 ? default : part(sources[0]);
        return sources.TrueForAll(source => EqualityComparer<T>.Default.Equals(part(source), common))
            ? new CompactArray<T>(sources.Count, common, null)
            : new CompactArray<T>(sources.Count, default, [.. sources.Select(part)]);
    }

    /// <summary>Keeps one element.</summary>
    public static CompactArray<T> Of(T element) => new(1, element, null);
}
