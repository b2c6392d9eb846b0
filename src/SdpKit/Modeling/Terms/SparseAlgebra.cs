namespace SdpKit.Modeling.Terms;

/// <summary>Computes with constant sparse matrices.</summary>
internal static class SparseAlgebra
{
    private static readonly SparseRows NoNumber = new(1, [0, 0], [], []);
    private static readonly int[] StartsOfScalar = [0, 1];
    private static readonly int[] ColumnsOfScalar = [0];

    /// <summary>Makes a matrix of one entry, which shares all but the number with others.</summary>
    public static SparseRows Scalar(double value) => value == 0.0 ? NoNumber : new SparseRows(1, StartsOfScalar, ColumnsOfScalar, [value]);

    /// <summary>Makes the identity.</summary>
    public static SparseRows Identity(int order)
    {
        int[] starts = [.. Enumerable.Range(0, order + 1)];
        var ones = new double[order];
        Array.Fill(ones, 1.0);
        return new SparseRows(order, starts, starts[..order], ones);
    }

    /// <summary>Makes a matrix of zeros.</summary>
    public static SparseRows Zero(int rows, int columns) => rows == 1 && columns == 1 ? NoNumber : new(columns, new int[rows + 1], [], []);

    /// <summary>Makes a matrix of one number.</summary>
    public static SparseRows Constant(int rows, int columns, double value)
    {
        var all = new double[rows, columns];
        System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref all[0, 0], all.Length).Fill(value);
        return Of(all);
    }

    /// <summary>Copies what is not zero of a dense matrix.</summary>
    public static SparseRows Of(double[,] matrix)
    {
        (int rows, int columns) = (matrix.GetLength(0), matrix.GetLength(1));
        var starts = new int[rows + 1];
        var places = new List<int>();
        var values = new List<double>();
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                if (matrix[row, column] != 0.0)
                {
                    places.Add(column);
                    values.Add(matrix[row, column]);
                }
            }

            starts[row + 1] = places.Count;
        }

        return new SparseRows(columns, starts, [.. places], [.. values]);
    }

    /// <summary>Computes factor * A.</summary>
    public static SparseRows Scale(SparseRows matrix, double factor) =>
        factor == 0.0 ? Zero(matrix.RowCount, matrix.ColumnCount) : matrix.Select((_, value) => factor * value);

    /// <summary>Computes A'.</summary>
    public static SparseRows Transpose(SparseRows matrix)
    {
        var starts = new int[matrix.ColumnCount + 1];
        for (int row = 0; row < matrix.RowCount; row++)
        {
            foreach (int column in matrix.Columns(row))
            {
                starts[column + 1]++;
            }
        }

        for (int column = 0; column < matrix.ColumnCount; column++)
        {
            starts[column + 1] += starts[column];
        }

        int[] next = starts[..^1];
        var rows = new int[matrix.EntryCount];
        var values = new double[matrix.EntryCount];
        for (int row = 0; row < matrix.RowCount; row++)
        {
            for (int k = 0; k < matrix.Columns(row).Length; k++)
            {
                int place = next[matrix.Columns(row)[k]]++;
                (rows[place], values[place]) = (row, matrix.Values(row)[k]);
            }
        }

        return new SparseRows(matrix.RowCount, starts, rows, values);
    }

    /// <summary>Adds what is above the diagonal to its mirror.</summary>
    public static SparseRows Folded(SparseRows matrix)
    {
        var folded = new TripletList();
        foreach ((int row, int column, double value) in Entries(matrix))
        {
            folded.Add(Math.Max(row, column), Math.Min(row, column), value);
        }

        return folded.Build(matrix.RowCount, matrix.ColumnCount);
    }

    /// <summary>Takes some rows and columns.</summary>
    public static SparseRows Part(SparseRows matrix, int row, int height, int column, int width)
    {
        var starts = new int[height + 1];
        List<int> columns = [];
        List<double> values = [];
        for (int k = 0; k < height; k++)
        {
            ReadOnlySpan<int> places = matrix.Columns(row + k);
            (int begin, int end) = (SortedSearch.First(places, column), SortedSearch.First(places, column + width));
            for (int p = begin; p < end; p++)
            {
                columns.Add(places[p] - column);
            }

            values.AddRange(matrix.Values(row + k)[begin..end]);
            starts[k + 1] = columns.Count;
        }

        return new SparseRows(width, starts, [.. columns], [.. values]);
    }

    /// <summary>Takes some rows.</summary>
    public static SparseRows Gather(SparseRows matrix, ReadOnlySpan<int> rows)
    {
        var starts = new int[rows.Length + 1];
        List<int> columns = [];
        List<double> values = [];
        for (int k = 0; k < rows.Length; k++)
        {
            columns.AddRange(matrix.Columns(rows[k]));
            values.AddRange(matrix.Values(rows[k]));
            starts[k + 1] = columns.Count;
        }

        return new SparseRows(matrix.ColumnCount, starts, [.. columns], [.. values]);
    }

    /// <summary>Gives the columns other numbers, which ascend too.</summary>
    public static SparseRows Renumbered(SparseRows matrix, int columnCount, ReadOnlySpan<int> numbers)
    {
        var starts = new int[matrix.RowCount + 1];
        var columns = new int[matrix.EntryCount];
        var values = new double[matrix.EntryCount];
        for (int row = 0; row < matrix.RowCount; row++)
        {
            starts[row + 1] = starts[row] + matrix.Columns(row).Length;
            matrix.Values(row).CopyTo(values.AsSpan(starts[row]));
            for (int k = 0; k < matrix.Columns(row).Length; k++)
            {
                columns[starts[row] + k] = numbers[matrix.Columns(row)[k]];
            }
        }

        return new SparseRows(columnCount, starts, columns, values);
    }

    /// <summary>Computes A + B.</summary>
    public static SparseRows Add(SparseRows left, SparseRows right)
    {
        if (left.EntryCount == 0 || right.EntryCount == 0)
        {
            return left.EntryCount == 0 ? right : left;
        }

        if (left is { RowCount: 1, ColumnCount: 1 })
        {
            return Scalar(left.Values(0)[0] + right.Values(0)[0]);
        }

        var sum = new TripletList();
        sum.Reserve(left.EntryCount + right.EntryCount);
        foreach ((int row, int column, double value) in Entries(left).Concat(Entries(right)))
        {
            sum.Add(row, column, value);
        }

        return sum.Build(left.RowCount, left.ColumnCount);
    }

    /// <summary>Says whether A is the identity.</summary>
    public static bool IsIdentity(SparseRows matrix)
    {
        bool isIdentity = matrix.RowCount == matrix.ColumnCount && matrix.EntryCount == matrix.RowCount;
        for (int row = 0; isIdentity && row < matrix.RowCount; row++)
        {
            isIdentity = matrix.Columns(row) is [var column] && column == row && matrix.Values(row)[0] == 1.0;
        }

        return isIdentity;
    }

    /// <summary>Finds an entry.</summary>
    public static double At(SparseRows matrix, int row, int column)
    {
        int place = matrix.Columns(row).BinarySearch(column);
        return place < 0 ? 0.0 : matrix.Values(row)[place];
    }

    /// <summary>Enumerates the stored entries row by row.</summary>
    public static IEnumerable<(int Row, int Column, double Value)> Entries(SparseRows matrix)
    {
        for (int row = 0; row < matrix.RowCount; row++)
        {
            for (int k = 0; k < matrix.Columns(row).Length; k++)
            {
                yield return (row, matrix.Columns(row)[k], matrix.Values(row)[k]);
            }
        }
    }
}
