using System.Collections.Immutable;

namespace SdpKit;

/// <summary>Compares arrays by their values, as records compare their other members; by themselves, immutable arrays are equal only where they are the same one.</summary>
internal static class EqualArrays
{
    /// <summary>Says whether two arrays have equal values in the same order.</summary>
    public static bool Are<T>(ImmutableArray<T> one, ImmutableArray<T> other)
        where T : IEquatable<T> => one.AsSpan().SequenceEqual(other.AsSpan());

    /// <summary>Computes a hash code that equal arrays share.</summary>
    public static int HashCodeOf<T>(ImmutableArray<T> values)
    {
        var code = default(HashCode);
        foreach (T value in values.AsSpan())
        {
            code.Add(value);
        }

        return code.ToHashCode();
    }
}
