using System.Collections.Immutable;

namespace SdpKit.Modeling.Terms;

/// <summary>Represents a sequence that may be joined to others without copying: a sum that grows in a loop copies its terms once, when they are first asked for. Immutable and thread-safe.</summary>
/// <typeparam name="T">What is in sequence.</typeparam>
internal sealed class JoinedSequence<T>
{
    /// <summary>The elements, or the two sequences they are in.</summary>
    private volatile object _content;

    /// <summary>Makes a sequence of elements.</summary>
    public JoinedSequence(ImmutableArray<T> elements) => (Count, _content) = (elements.Length, elements);

    private JoinedSequence(JoinedSequence<T> left, JoinedSequence<T> right) => (Count, _content) = (left.Count + right.Count, Tuple.Create(left, right));

    /// <summary>Gets the number of elements.</summary>
    public int Count { get; }

    /// <summary>Gets the elements.</summary>
    public ImmutableArray<T> Elements
    {
        get
        {
            if (_content is ImmutableArray<T> elements)
            {
                return elements;
            }

            elements = Joined();
            _content = elements;
            return elements;
        }
    }

    /// <summary>Joins two sequences.</summary>
    public static JoinedSequence<T> operator +(JoinedSequence<T> left, JoinedSequence<T> right) => left.Count == 0 ? right : right.Count == 0 ? left : new(left, right);

    /// <summary>Walks through the parts from left to right; there may be as many inside each other as there are elements, so the calls are not.</summary>
    private ImmutableArray<T> Joined()
    {
        ImmutableArray<T>.Builder elements = ImmutableArray.CreateBuilder<T>(Count);
        var rest = new Stack<JoinedSequence<T>>([this]);
        while (rest.TryPop(out JoinedSequence<T>? next))
        {
            if (next._content is Tuple<JoinedSequence<T>, JoinedSequence<T>> (var left, var right))
            {
                rest.Push(right);
                rest.Push(left);
            }
            else
            {
                elements.AddRange((ImmutableArray<T>)next._content);
            }
        }

        return elements.MoveToImmutable();
    }
}
