namespace SdpKit.Presolve.Dependencies;

/// <summary>Numbers the distinct places (row, column) that the sparse entries of a block occupy.</summary>
internal static class BlockPositions
{
    /// <summary>Gives each entry the number of its place, and the number of places.</summary>
    public static (int[] Positions, int Count) Number(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, int order)
    {
        var starts = new int[order + 1];
        foreach (int column in columns)
        {
            starts[column + 1]++;
        }

        for (int column = 0; column < order; column++)
        {
            starts[column + 1] += starts[column];
        }

        var byColumn = new int[rows.Length];
        int[] next = starts[..order];
        for (int k = 0; k < columns.Length; k++)
        {
            byColumn[next[columns[k]]++] = k;
        }

        // While one column is worked on, numbers below its first belong to earlier columns: the place of that row is new.
        var positions = new int[rows.Length];
        var lastNumber = new int[order];
        Array.Fill(lastNumber, -1);
        int count = 0;
        for (int column = 0; column < order; column++)
        {
            int first = count;
            for (int place = starts[column]; place < starts[column + 1]; place++)
            {
                ref int number = ref lastNumber[rows[byColumn[place]]];
                if (number < first)
                {
                    number = count++;
                }

                positions[byColumn[place]] = number;
            }
        }

        return (positions, count);
    }
}
