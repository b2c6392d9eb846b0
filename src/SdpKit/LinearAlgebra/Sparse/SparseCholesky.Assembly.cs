namespace SdpKit.LinearAlgebra.Sparse;

/// <content>Assembly: indexes are those of A.</content>
internal sealed unsafe partial class SparseCholesky
{
    /// <summary>Sets the matrix to zero.</summary>
    public void Clear()
    {
        System.Runtime.InteropServices.NativeMemory.Clear(_values.Data, (nuint)_values.Length * sizeof(double));
        _isAssembling = true;
        IsFactored = false;
    }

    /// <summary>Adds to the entries (row, column) and (column, row), which are one.</summary>
    /// <exception cref="ArgumentException">The entry is not in the pattern of the factor.</exception>
    /// <exception cref="InvalidOperationException">A factorisation has been begun and the matrix not cleared since.</exception>
    public void Add(int row, int column, double value)
    {
        CheckAssembling();
        long place = _symbolic.Find(row, column);
        if (place < 0)
        {
            throw new ArgumentException($"Entry ({row}, {column}) is not in the pattern.", nameof(row));
        }

        _values.Data[place] += value;
    }

    /// <summary>Adds a dense symmetric matrix on the members of a clique.</summary>
    /// <param name="clique">The number that <see cref="SymmetricPatternBuilder.AddClique"/> gave.</param>
    /// <param name="lowerValues">The matrix, in the order the members were registered; only its lower triangle is read.</param>
    /// <exception cref="ArgumentException">The order of the matrix is not the size of the clique.</exception>
    /// <exception cref="InvalidOperationException">A factorisation has been begun and the matrix not cleared since.</exception>
    public void AddClique(int clique, MatrixView lowerValues)
    {
        CheckAssembling();
        ReadOnlySpan<int> columns = _cliques.Columns(clique);
        if (lowerValues.Rows != columns.Length || lowerValues.Columns != columns.Length)
        {
            throw new ArgumentException($"Clique {clique} has {columns.Length} members; the matrix is {lowerValues.Rows} x {lowerValues.Columns}.", nameof(lowerValues));
        }

        ReadOnlySpan<int> locals = _cliques.Locals(clique);
        ReadOnlySpan<int> places = _cliques.Places(clique);
        int end;
        for (int begin = 0; begin < columns.Length; begin = end)
        {
            end = CliquePlaces.RunEnd(_rows, columns, begin);
            MatrixView panel = Panel(_rows.Supernodes[columns[begin]]);
            for (int k = 0; k < end - begin; k++)
            {
                AddColumn(panel.Column(places[k]), places[k..(columns.Length - begin)], locals[(begin + k)..], lowerValues);
            }

            places = places[(columns.Length - begin)..];
        }
    }

    /// <summary>Adds column <c>locals[0]</c> of a clique's matrix to a column of a panel.</summary>
    private static void AddColumn(double* target, ReadOnlySpan<int> places, ReadOnlySpan<int> locals, MatrixView lowerValues)
    {
        int column = locals[0];
        for (int k = 0; k < places.Length; k++)
        {
            int row = locals[k];
            target[places[k]] += *lowerValues.At(Math.Max(row, column), Math.Min(row, column));
        }
    }

    /// <summary>Reads the diagonal of A.</summary>
    /// <exception cref="InvalidOperationException">A factorisation has been begun and the matrix not cleared since.</exception>
    public void ReadDiagonal(Span<double> destination)
    {
        CheckAssembling();
        for (int node = 0; node < _rows.Count; node++)
        {
            MatrixView panel = Panel(node);
            for (int column = 0; column < panel.Columns; column++)
            {
                destination[_symbolic.Ordering[_rows.FirstColumn(node) + column]] = *panel.At(column, column);
            }
        }
    }

    /// <summary>Replaces A by D A D.</summary>
    /// <param name="scale">The diagonal of D.</param>
    /// <exception cref="InvalidOperationException">A factorisation has been begun and the matrix not cleared since.</exception>
    public void ScaleSymmetric(ReadOnlySpan<double> scale)
    {
        CheckAssembling();
        int[] ordering = _symbolic.Ordering;
        for (int node = 0; node < _rows.Count; node++)
        {
            MatrixView panel = Panel(node);
            ReadOnlySpan<int> below = _rows.Below(node);
            int first = _rows.FirstColumn(node);
            for (int column = 0; column < panel.Columns; column++)
            {
                double* values = panel.Column(column);
                double factor = scale[ordering[first + column]];
                for (int row = column; row < panel.Columns; row++)
                {
                    values[row] *= factor * scale[ordering[first + row]];
                }

                values += panel.Columns;
                for (int k = 0; k < below.Length; k++)
                {
                    values[k] *= factor * scale[ordering[below[k]]];
                }
            }
        }
    }
}
