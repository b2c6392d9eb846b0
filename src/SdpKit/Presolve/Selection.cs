namespace SdpKit.Presolve;

/// <summary>Represents the members of 0..n-1 that are kept.</summary>
internal sealed class Selection
{
    private readonly int[] _kept;
    private readonly int[] _newIndexes;

    /// <summary>Keeps all but the given members.</summary>
    public Selection(int count, IEnumerable<int> dropped)
    {
        _newIndexes = new int[count];
        foreach (int member in dropped)
        {
            _newIndexes[member] = -1;
        }

        _kept = [.. Enumerable.Range(0, count).Where(member => _newIndexes[member] == 0)];
        for (int k = 0; k < _kept.Length; k++)
        {
            _newIndexes[_kept[k]] = k;
        }
    }

    /// <summary>Gets the number of kept members.</summary>
    public int Count => _kept.Length;

    /// <summary>Gets the new index of a member, or -1 if it is dropped.</summary>
    public int this[int member] => _newIndexes[member];

    /// <summary>Keeps everything.</summary>
    public static Selection All(int count) => new(count, []);

    /// <summary>Picks the kept entries of a vector.</summary>
    public double[] Pick(ReadOnlySpan<double> vector)
    {
        var result = new double[_kept.Length];
        for (int k = 0; k < _kept.Length; k++)
        {
            result[k] = vector[_kept[k]];
        }

        return result;
    }

    /// <summary>Puts entries back into a vector that is 0 at what was dropped.</summary>
    public double[] Spread(ReadOnlySpan<double> picked)
    {
        var result = new double[_newIndexes.Length];
        for (int k = 0; k < _kept.Length; k++)
        {
            result[_kept[k]] = picked[k];
        }

        return result;
    }

    /// <summary>Picks the kept rows and columns of a sparse matrix.</summary>
    public static SparseRows Pick(SparseRows matrix, Selection rows, Selection columns)
    {
        var picked = new TripletList();
        for (int row = 0; row < matrix.RowCount; row++)
        {
            for (int k = 0; k < matrix.Columns(row).Length && rows[row] >= 0; k++)
            {
                int column = columns[matrix.Columns(row)[k]];
                if (column >= 0)
                {
                    picked.Add(rows[row], column, matrix.Values(row)[k]);
                }
            }
        }

        return picked.Build(rows.Count, columns.Count);
    }
}
