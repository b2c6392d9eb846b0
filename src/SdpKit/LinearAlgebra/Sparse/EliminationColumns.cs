namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Represents the columns of a permuted pattern, below the diagonal, reduced to what its elimination needs. Immutable.</summary>
/// <remarks>
/// Each clique keeps only the entries that join its first eliminated member to the others: eliminating that member makes the other
/// pairs anyway, so elimination tree and factor are those of the whole pattern. An entry may be named more than once.
/// </remarks>
internal sealed class EliminationColumns
{
    private readonly int[] _starts;
    private readonly int[] _rows;

    private EliminationColumns(int[] starts, int[] rows)
    {
        _starts = starts;
        _rows = rows;
    }

    /// <summary>Gets the number of columns.</summary>
    public int Order => _starts.Length - 1;

    /// <summary>Gets the rows of one column, in no order.</summary>
    public ReadOnlySpan<int> Rows(int column) => _rows.AsSpan(_starts[column].._starts[column + 1]);

    /// <summary>Permutes and reduces a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="places">The new place of each index.</param>
    public static EliminationColumns Create(SymmetricPattern pattern, int[] places)
    {
        var starts = new int[pattern.Order + 1];
        for (int column = 0; column < pattern.Order; column++)
        {
            foreach (int row in pattern.Rows(column))
            {
                starts[Math.Min(places[row], places[column]) + 1]++;
            }
        }

        for (int clique = 0; clique < pattern.CliqueCount; clique++)
        {
            ReadOnlySpan<int> members = pattern.Clique(clique);
            if (members.Length > 0)
            {
                starts[FirstPlace(members, places) + 1] += members.Length - 1;
            }
        }

        AccumulateStarts(starts);
        int[] next = starts.AsSpan(0, pattern.Order).ToArray();
        var rows = new int[starts[^1]];
        for (int column = 0; column < pattern.Order; column++)
        {
            foreach (int row in pattern.Rows(column))
            {
                (int first, int second) = (places[row], places[column]);
                rows[next[Math.Min(first, second)]++] = Math.Max(first, second);
            }
        }

        for (int clique = 0; clique < pattern.CliqueCount; clique++)
        {
            ReadOnlySpan<int> members = pattern.Clique(clique);
            int first = FirstPlace(members, places);
            foreach (int member in members)
            {
                if (places[member] != first)
                {
                    rows[next[first]++] = places[member];
                }
            }
        }

        return new EliminationColumns(starts, rows);
    }

    /// <summary>Transposes: "column" i of the result names the columns that have an entry in row i, ascending.</summary>
    public EliminationColumns Transpose()
    {
        var starts = new int[_starts.Length];
        foreach (int row in _rows)
        {
            starts[row + 1]++;
        }

        AccumulateStarts(starts);
        int[] next = starts.AsSpan(0, Order).ToArray();
        var columns = new int[_rows.Length];
        for (int column = 0; column < Order; column++)
        {
            foreach (int row in Rows(column))
            {
                columns[next[row]++] = column;
            }
        }

        return new EliminationColumns(starts, columns);
    }

    private static int FirstPlace(ReadOnlySpan<int> members, int[] places)
    {
        int first = int.MaxValue;
        foreach (int member in members)
        {
            first = Math.Min(first, places[member]);
        }

        return first;
    }

    private static void AccumulateStarts(int[] starts)
    {
        for (int k = 1; k < starts.Length; k++)
        {
            starts[k] = checked(starts[k] + starts[k - 1]);
        }
    }
}
