using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace SdpKit;

/// <summary>Collects the sparse entries of one block in any order and sorts them into <see cref="BlockCoefficients"/>.</summary>
internal sealed class SparseTermList
{
    private static readonly int[] NoStarts = [0];

    private readonly List<Entry> _entries = [];
    private bool _sorted = true;

    /// <summary>Makes room for so many more entries at once, where growing step by step would leave as much again behind.</summary>
    public void Reserve(int count) => _entries.EnsureCapacity(_entries.Count + count);

    public void Add(int variable, int row, int column, double value)
    {
        var entry = new Entry(variable, column, row, _entries.Count, value);
        if (_sorted && _entries.Count > 0 && _entries[^1].CompareTo(entry) > 0)
        {
            _sorted = false;
        }

        _entries.Add(entry);
    }

    public BlockCoefficients Build(ImmutableArray<LowRankTerm> lowRankTerms, ImmutableArray<DenseTerm> denseTerms)
    {
        // Files with a million blocks declare most of them and fill few.
        if (_entries.Count == 0)
        {
            return new BlockCoefficients([], NoStarts, [], [], [], lowRankTerms, denseTerms);
        }

        if (!_sorted)
        {
            _entries.Sort();
            _sorted = true;
        }

        Span<Entry> entries = CollectionsMarshal.AsSpan(_entries);
        var variables = new List<int>();
        var starts = new List<int>();
        var rows = new int[entries.Length];
        var columns = new int[entries.Length];
        var values = new double[entries.Length];
        int count = 0;
        for (int k = 0; k < entries.Length;)
        {
            Entry place = entries[k];
            double sum = 0.0;
            for (; k < entries.Length && entries[k].IsAtPlaceOf(place); k++)
            {
                sum += entries[k].Value;
            }

            if (sum == 0.0)
            {
                continue;
            }

            if (variables.Count == 0 || variables[^1] != place.Variable)
            {
                variables.Add(place.Variable);
                starts.Add(count);
            }

            rows[count] = place.Row;
            columns[count] = place.Column;
            values[count++] = sum;
        }

        starts.Add(count);
        Array.Resize(ref rows, count);
        Array.Resize(ref columns, count);
        Array.Resize(ref values, count);
        return new BlockCoefficients([.. variables], [.. starts], rows, columns, values, lowRankTerms, denseTerms);
    }

    /// <summary>The number in the sequence of additions makes the order total, so that the sum at one place does not depend on how a sort shuffles equal keys.</summary>
    private readonly record struct Entry(int Variable, int Column, int Row, int Sequence, double Value) : IComparable<Entry>
    {
        public bool IsAtPlaceOf(Entry other) => Row == other.Row && Column == other.Column && Variable == other.Variable;

        public int CompareTo(Entry other)
        {
            int order = Variable.CompareTo(other.Variable);
            order = order != 0 ? order : Column.CompareTo(other.Column);
            order = order != 0 ? order : Row.CompareTo(other.Row);
            return order != 0 ? order : Sequence.CompareTo(other.Sequence);
        }
    }
}
