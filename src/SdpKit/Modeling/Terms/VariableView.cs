namespace SdpKit.Modeling.Terms;

/// <summary>Represents all scalars of one variable, seen as a matrix.</summary>
/// <param name="Kind">How they fill it.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of columns.</param>
/// <param name="First">The first of the scalars, which are consecutive.</param>
internal readonly record struct VariableView(ViewKind Kind, int Rows, int Columns, int First)
{
    /// <summary>Gets the number of scalars.</summary>
    public int Count => Kind switch
    {
        ViewKind.Symmetric => checked((int)((long)Rows * (Rows + 1) / 2)),
        ViewKind.Diagonal => Rows,
        _ => checked(Rows * Columns),
    };

    /// <summary>Gets a value indicating whether the matrix is its own transpose.</summary>
    public bool IsSymmetric => Kind is ViewKind.Symmetric or ViewKind.Diagonal || (Rows == 1 && Columns == 1);

    /// <summary>Gets the transposed matrix.</summary>
    public VariableView Transpose => Kind switch
    {
        ViewKind.Rectangular => new VariableView(ViewKind.Transposed, Columns, Rows, First),
        ViewKind.Transposed => new VariableView(ViewKind.Rectangular, Columns, Rows, First),
        _ => this,
    };

    /// <summary>Gets the scalar at an entry; -1 where there is 0.</summary>
    public int At(int row, int column) => Kind switch
    {
        ViewKind.Rectangular => First + row + (Rows * column),
        ViewKind.Transposed => First + column + (Columns * row),
        ViewKind.Symmetric => First + (int)Packed.Index(row, column),
        _ => row == column ? First + row : -1,
    };

    /// <summary>Finds an entry that a scalar is at, of a symmetric matrix the one in the lower triangle.</summary>
    public (int Row, int Column) Place(int scalar)
    {
        int local = scalar - First;
        return Kind switch
        {
            ViewKind.Rectangular => (local % Rows, local / Rows),
            ViewKind.Transposed => (local / Columns, local % Columns),
            ViewKind.Symmetric => Packed.Place(local),
            _ => (local, local),
        };
    }
}
