namespace SdpKit.Modeling.Terms;

/// <summary>Represents a constant matrix of which only some rows are stored; the others are empty and take no room and no time (doubly compressed rows; Buluç, Gilbert 2008). Immutable.</summary>
/// <remarks>So a small factor stays small in a tall block matrix, and a stack of n of them takes the room of n and not of n^2.</remarks>
internal sealed class HypersparseRows
{
    private readonly SparseRows _stored;
    private readonly int[]? _numbers;

    private HypersparseRows(int rowCount, int[]? numbers, SparseRows stored) => (RowCount, _numbers, _stored) = (rowCount, numbers, stored);

    /// <summary>Gets the number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Gets the number of columns.</summary>
    public int ColumnCount => _stored.ColumnCount;

    /// <summary>Gets the number of stored entries.</summary>
    public int EntryCount => _stored.EntryCount;

    /// <summary>Gets the number of stored rows.</summary>
    public int StoredCount => _stored.RowCount;

    /// <summary>Gets a value indicating whether the stored rows are the identity.</summary>
    public bool IsIdentityWithin => SparseAlgebra.IsIdentity(_stored);

    /// <summary>Stores all rows of a matrix.</summary>
    public static implicit operator HypersparseRows(SparseRows matrix) => new(matrix.RowCount, null, matrix);

    /// <summary>Gets the number of a stored row; they ascend.</summary>
    public int Row(int stored) => _numbers is null ? stored : _numbers[stored];

    /// <summary>Gets the column indexes of a stored row.</summary>
    public ReadOnlySpan<int> Columns(int stored) => _stored.Columns(stored);

    /// <summary>Gets the values of a stored row.</summary>
    public ReadOnlySpan<double> Values(int stored) => _stored.Values(stored);

    /// <summary>Takes some rows; null where none of them is stored.</summary>
    public HypersparseRows? Part(int first, int count)
    {
        if (count == RowCount)
        {
            return this;
        }

        if (_numbers is null)
        {
            return SparseAlgebra.Part(_stored, first, count, 0, ColumnCount);
        }

        int begin = SortedSearch.First(_numbers, first);
        int end = SortedSearch.First(_numbers, first + count);
        return begin == end ? null : new HypersparseRows(count, Array.ConvertAll(_numbers[begin..end], row => row - first), SparseAlgebra.Part(_stored, begin, end - begin, 0, ColumnCount));
    }

    /// <summary>Makes a taller matrix, in which these rows are from <paramref name="first"/> on.</summary>
    public HypersparseRows Within(int rows, int first)
    {
        if (rows == RowCount)
        {
            return this;
        }

        var numbers = new int[StoredCount];
        for (int k = 0; k < numbers.Length; k++)
        {
            numbers[k] = first + Row(k);
        }

        return new HypersparseRows(rows, numbers, _stored);
    }

    /// <summary>Computes matrix * this.</summary>
    public HypersparseRows After(ConstantMatrix matrix)
    {
        if (_numbers is null)
        {
            return SparseMatrixProduct.Of(matrix.Rows, _stored);
        }

        // Only the columns of the matrix that meet stored rows count, and only the rows that these reach are stored.
        SparseRows columns = SparseAlgebra.Gather(matrix.Columns, _numbers);
        int[] reached = [.. SparseAlgebra.Entries(columns).Select(entry => entry.Column).Distinct().Order()];
        var part = new TripletList();
        foreach ((int k, int row, double value) in SparseAlgebra.Entries(columns))
        {
            part.Add(Array.BinarySearch(reached, row), k, value);
        }

        return new HypersparseRows(matrix.Rows.RowCount, reached, SparseMatrixProduct.Of(part.Build(reached.Length, StoredCount), _stored));
    }

    /// <summary>Computes the transpose.</summary>
    public SparseRows Transposed()
    {
        SparseRows columns = SparseAlgebra.Transpose(_stored);
        return _numbers is null ? columns : SparseAlgebra.Renumbered(columns, RowCount, _numbers);
    }

    /// <summary>Computes this' * other, of two matrices with as many rows.</summary>
    public SparseRows TransposedTimes(HypersparseRows other)
    {
        int[] common = [.. Numbers.Intersect(other.Numbers)];
        return SparseMatrixProduct.Of(SparseAlgebra.Transpose(At(common)), other.At(common));
    }

    private IEnumerable<int> Numbers => _numbers ?? Enumerable.Range(0, RowCount);

    /// <summary>Takes stored rows by their numbers.</summary>
    private SparseRows At(int[] numbers) =>
        numbers.Length == StoredCount ? _stored : SparseAlgebra.Gather(_stored, _numbers is null ? numbers : Array.ConvertAll(numbers, number => Array.BinarySearch(_numbers, number)));
}
