using System.Runtime.InteropServices;

namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Collects a <see cref="SymmetricPattern"/>. Not thread-safe.</summary>
internal sealed class SymmetricPatternBuilder
{
    private readonly List<(int Column, int Row)> _entries = [];
    private readonly List<int> _cliqueStarts = [0];
    private readonly List<int> _members = [];
    private readonly int[] _lastSeen;
    private int _attempts;

    /// <summary>Begins the pattern of a diagonal matrix.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
    public SymmetricPatternBuilder(int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        _lastSeen = new int[order];
    }

    /// <summary>Adds the entries (row, column) and (column, row); a diagonal or repeated entry changes nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the matrix.</exception>
    public void AddEntry(int row, int column)
    {
        CheckIndex(row);
        CheckIndex(column);
        if (row != column)
        {
            _entries.Add((Math.Min(row, column), Math.Max(row, column)));
        }
    }

    /// <summary>Adds an entry for every pair of the given indexes, in any order.</summary>
    /// <returns>The number of the clique, counted from 0, by which its values are added to a factor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the matrix.</exception>
    /// <exception cref="ArgumentException">An index is repeated.</exception>
    public int AddClique(ReadOnlySpan<int> variables)
    {
        int clique = _cliqueStarts.Count - 1;
        _attempts++;
        foreach (int variable in variables)
        {
            CheckIndex(variable);
            if (_lastSeen[variable] == _attempts)
            {
                throw new ArgumentException($"Index {variable} is repeated in clique {clique}.", nameof(variables));
            }

            _lastSeen[variable] = _attempts;
        }

        _members.AddRange(variables);
        _cliqueStarts.Add(_members.Count);
        return clique;
    }

    /// <summary>Builds the pattern; the builder may go on collecting.</summary>
    public SymmetricPattern Build()
    {
        int order = _lastSeen.Length;
        _entries.Sort();
        var columnStarts = new int[order + 1];
        var rows = new int[_entries.Count];
        int count = 0;
        ReadOnlySpan<(int Column, int Row)> entries = CollectionsMarshal.AsSpan(_entries);
        for (int k = 0; k < entries.Length; k++)
        {
            if (k > 0 && entries[k] == entries[k - 1])
            {
                continue;
            }

            rows[count++] = entries[k].Row;
            columnStarts[entries[k].Column + 1] = count;
        }

        for (int column = 0; column < order; column++)
        {
            columnStarts[column + 1] = Math.Max(columnStarts[column + 1], columnStarts[column]);
        }

        Array.Resize(ref rows, count);
        return new SymmetricPattern(columnStarts, rows, [.. _cliqueStarts], [.. _members]);
    }

    private void CheckIndex(int index)
    {
        if ((uint)index >= (uint)_lastSeen.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The matrix has order {_lastSeen.Length}.");
        }
    }
}
