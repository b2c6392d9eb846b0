namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Owns the values of a sparse symmetric matrix on a pattern of single entries: the diagonal and the lower triangle. Not thread-safe to change.</summary>
internal sealed unsafe class SparseSymmetricMatrix : IDisposable
{
    private readonly AlignedBuffer _values;
    private readonly int[] _starts;

    /// <summary>Allocates a zero matrix.</summary>
    /// <exception cref="ArgumentException">The pattern has cliques.</exception>
    public SparseSymmetricMatrix(SymmetricPattern pattern)
    {
        if (pattern.CliqueCount > 0)
        {
            throw new ArgumentException($"The pattern has {pattern.CliqueCount} cliques; expected single entries only.", nameof(pattern));
        }

        Pattern = pattern;
        _values = new AlignedBuffer((nint)pattern.Order + pattern.EntryCount);
        _starts = new int[pattern.Order + 1];
        _starts[0] = pattern.Order;
        for (int column = 0; column < pattern.Order; column++)
        {
            _starts[column + 1] = _starts[column] + pattern.Rows(column).Length;
        }
    }

    /// <summary>Gets where the entries below the diagonal are.</summary>
    public SymmetricPattern Pattern { get; }

    public int Order => Pattern.Order;

    /// <summary>Gets the values: the diagonal, then column by column the entries below it in the order of the pattern.</summary>
    public double* Values => _values.Data;

    public nint ValueCount => _values.Length;

    /// <summary>Gets the values of one column below the diagonal, one for each of <see cref="SymmetricPattern.Rows"/>.</summary>
    public double* Below(int column) => _values.Data + _starts[column];

    /// <summary>Finds where the entry (row, column), row >= column, is among the values.</summary>
    /// <exception cref="ArgumentException">The entry is not in the pattern.</exception>
    public int Find(int row, int column)
    {
        if (row == column)
        {
            return row;
        }

        int place = Pattern.Rows(column).BinarySearch(row);
        return place >= 0 ? _starts[column] + place : throw new ArgumentException($"Entry ({row}, {column}) is not in the pattern.", nameof(row));
    }

    /// <summary>Adds <c>scale</c> times the entries that a dense matrix has in the places of the pattern.</summary>
    public void AddEntriesOf(double scale, MatrixView dense)
    {
        for (int column = 0; column < Order; column++)
        {
            Values[column] += scale * *dense.At(column, column);
            double* values = Below(column);
            ReadOnlySpan<int> rows = Pattern.Rows(column);
            for (int k = 0; k < rows.Length; k++)
            {
                values[k] += scale * *dense.At(rows[k], column);
            }
        }
    }

    public void Clear() => System.Runtime.InteropServices.NativeMemory.Clear(Values, (nuint)ValueCount * sizeof(double));

    public void Dispose() => _values.Dispose();
}
