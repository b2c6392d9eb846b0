namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>
/// A small lower triangular matrix T, packed for solving X T' = B one group of columns at a time: for each group of
/// <c>TTile.Columns</c> rows of T a panel that ends with the diagonal block, whose diagonal is inverted.
/// </summary>
internal readonly unsafe struct PackedTriangle<TTile, TVector, TLanes>
    where TTile : IRegisterTile
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    private readonly double* _panels;

    /// <summary>Packs into <paramref name="memory"/>, which has room for <see cref="Length"/> doubles.</summary>
    public PackedTriangle(StridedMatrix t, double* memory)
    {
        Order = t.Rows;
        _panels = memory;
        for (int j = 0; j < Order; j += TTile.Columns)
        {
            int columns = Math.Min(TTile.Columns, Order - j);
            double* panel = Panel(j);
            PanelPacking.Pack(t.Slice(j, 0, columns, j + columns), TTile.Columns, panel);
            double* block = panel + (j * TTile.Columns);
            for (int i = 0; i < columns; i++)
            {
                block[i * (TTile.Columns + 1)] = 1 / block[i * (TTile.Columns + 1)];
            }
        }
    }

    public int Order { get; }

    /// <summary>Doubles in the packed form of a triangle.</summary>
    public static nint Length(int order)
    {
        nint groups = (order + TTile.Columns - 1) / TTile.Columns;
        return groups * (groups + 1) / 2 * TTile.Columns * TTile.Columns;
    }

    /// <summary>Doubles in the packed form of <c>TTile.Rows</c> rows of X.</summary>
    public static nint StripLength(int order) => (nint)TTile.Rows * (order + TTile.Columns);

    /// <summary>X := X T'^-1 for <c>TTile.Rows</c> rows of X, packed as a left operand.</summary>
    public void Solve(double* x)
    {
        for (int j = 0; j < Order; j += TTile.Columns)
        {
            double* panel = Panel(j);
            double* group = x + ((nint)j * TTile.Rows);
            TTile.Multiply(j, x, panel, -1, 1, group, TTile.Rows);
            SolveGroup(panel + (j * TTile.Columns), Math.Min(TTile.Columns, Order - j), group);
        }
    }

    private static void SolveGroup(double* block, int columns, double* x)
    {
        for (int k = 0; k < columns; k++)
        {
            TVector inverse = TLanes.Broadcast(block[k]);
            double* xk = x + (k * TTile.Rows);
            TVector x0 = TLanes.Multiply(TLanes.Load(xk), inverse);
            TVector x1 = TLanes.Multiply(TLanes.Load(xk + TLanes.Count), inverse);
            TVector x2 = TLanes.Multiply(TLanes.Load(xk + (2 * TLanes.Count)), inverse);
            TLanes.Store(x0, xk);
            TLanes.Store(x1, xk + TLanes.Count);
            TLanes.Store(x2, xk + (2 * TLanes.Count));
            for (int j = k + 1; j < columns; j++)
            {
                TVector factor = TLanes.Broadcast(-block[j]);
                double* xj = x + (j * TTile.Rows);
                TLanes.Store(TLanes.MultiplyAdd(x0, factor, TLanes.Load(xj)), xj);
                TLanes.Store(TLanes.MultiplyAdd(x1, factor, TLanes.Load(xj + TLanes.Count)), xj + TLanes.Count);
                TLanes.Store(TLanes.MultiplyAdd(x2, factor, TLanes.Load(xj + (2 * TLanes.Count))), xj + (2 * TLanes.Count));
            }

            block += TTile.Columns;
        }
    }

    // Panels 0, 1, ... hold 1, 2, ... square blocks.
    private double* Panel(nint j) => _panels + (j * (j + TTile.Columns) / 2);
}
