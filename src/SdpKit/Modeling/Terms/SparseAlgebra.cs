namespace SdpKit.Modeling.Terms;

/// <summary>Computes with constant sparse matrices.</summary>
internal static class SparseAlgebra
{
    private static readonly SparseRows NoNumber = Zero(1, 1);
    private static readonly int[] StartsOfScalar = [0, 1];
    private static readonly int[] ColumnsOfScalar = [0];

    /// <summary>Makes a matrix of one entry, which shares all but the number with others.</summary>
    public static SparseRows Scalar(double value) => value == 0.0 ? NoNumber : new SparseRows(1, StartsOfScalar, ColumnsOfScalar, [value]);

    /// <summary>Makes the identity.</summary>
    public static SparseRows Identity(int order) => Embedding(order, 0, order);

    /// <summary>Makes a matrix of zeros.</summary>
    public static SparseRows Zero(int rows, int columns) => new(columns, new int[rows + 1], [], []);

    /// <summary>Makes a matrix of one number.</summary>
    public static SparseRows Constant(int rows, int columns, double value)
    {
        var all = new double[rows, columns];
        System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref all[0, 0], all.Length).Fill(value);
        return Of(all);
    }

    /// <summary>Makes [0; I; 0]: times a vector of <paramref name="count"/> entries it puts them from <paramref name="first"/> on.</summary>
    public static SparseRows Embedding(int rows, int first, int count)
    {
        var starts = new int[rows + 1];
        var columns = new int[count];
        var values = new double[count];
        for (int row = 0; row < rows; row++)
        {
            starts[row + 1] = Math.Clamp(row + 1 - first, 0, count);
        }

        for (int k = 0; k < count; k++)
        {
            (columns[k], values[k]) = (k, 1.0);
        }

        return new SparseRows(count, starts, columns, values);
    }

    /// <summary>Makes [0 I 0]: times a vector it takes <paramref name="count"/> entries from <paramref name="first"/> on.</summary>
    public static SparseRows Selection(int columns, int first, int count)
    {
        var starts = new int[count + 1];
        var places = new int[count];
        var values = new double[count];
        for (int k = 0; k < count; k++)
        {
            (starts[k + 1], places[k], values[k]) = (k + 1, first + k, 1.0);
        }

        return new SparseRows(columns, starts, places, values);
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
    public static SparseRows Scale(SparseRows matrix, double factor) => Rebuild(matrix, (row, column, value) => (row, column, factor * value), matrix.RowCount, matrix.ColumnCount);

    /// <summary>Computes A'.</summary>
    public static SparseRows Transpose(SparseRows matrix) => Rebuild(matrix, (row, column, value) => (column, row, value), matrix.ColumnCount, matrix.RowCount);

    /// <summary>Adds what is above the diagonal to its mirror.</summary>
    public static SparseRows Folded(SparseRows matrix) =>
        Rebuild(matrix, (row, column, value) => (Math.Max(row, column), Math.Min(row, column), value), matrix.RowCount, matrix.ColumnCount);

    /// <summary>Computes A + B.</summary>
    public static SparseRows Add(SparseRows left, SparseRows right)
    {
        if (left.EntryCount == 0 || right.EntryCount == 0)
        {
            return left.EntryCount == 0 ? right : left;
        }

        var sum = new TripletList();
        foreach ((int row, int column, double value) in Entries(left).Concat(Entries(right)))
        {
            sum.Add(row, column, value);
        }

        return sum.Build(left.RowCount, left.ColumnCount);
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

    private static SparseRows Rebuild(SparseRows matrix, Func<int, int, double, (int Row, int Column, double Value)> map, int rows, int columns)
    {
        var result = new TripletList();
        foreach ((int row, int column, double value) in Entries(matrix))
        {
            (int newRow, int newColumn, double newValue) = map(row, column, value);
            result.Add(newRow, newColumn, newValue);
        }

        return result.Build(rows, columns);
    }
}
