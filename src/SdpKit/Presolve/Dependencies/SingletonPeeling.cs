namespace SdpKit.Presolve.Dependencies;

/// <summary>Sets aside rows of a sparse matrix that are linearly independent of all others for a structural reason.</summary>
/// <remarks>
/// A row that alone has an entry in some column is in no linear dependency. Taking it away may leave another row alone in a column, and so on. What
/// remains holds every dependency there is. Work and memory are proportional to the entries.
/// </remarks>
internal static class SingletonPeeling
{
    /// <summary>Returns the rows that remain, ascending.</summary>
    public static int[] Remaining(SparseRows matrix)
    {
        // The exclusive or of the row numbers in a column with one entry left is the row that owns it.
        var counts = new int[matrix.ColumnCount];
        var owners = new int[matrix.ColumnCount];
        for (int row = 0; row < matrix.RowCount; row++)
        {
            foreach (int column in matrix.Columns(row))
            {
                counts[column]++;
                owners[column] ^= row;
            }
        }

        var singletons = new Stack<int>();
        for (int column = 0; column < counts.Length; column++)
        {
            if (counts[column] == 1)
            {
                singletons.Push(column);
            }
        }

        var peeled = new bool[matrix.RowCount];
        while (singletons.TryPop(out int singleton))
        {
            if (counts[singleton] == 0)
            {
                continue;
            }

            int row = owners[singleton];
            peeled[row] = true;
            foreach (int column in matrix.Columns(row))
            {
                owners[column] ^= row;
                if (--counts[column] == 1)
                {
                    singletons.Push(column);
                }
            }
        }

        return [.. Enumerable.Range(0, matrix.RowCount).Where(row => !peeled[row])];
    }
}
