using System.Runtime.CompilerServices;

namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>
/// A small lower triangular matrix T, packed for solving X T' = B one group of columns at a time: for each group of
/// <c>TTile.Columns</c> rows of T a panel that ends with the diagonal block, whose diagonal is inverted and whose other entries are
/// negated. Columns missing from the last group hold whatever the memory held; they influence no other column.
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
                double* column = block + (i * TTile.Columns);
                column[i] = 1 / column[i];
                for (int below = i + 1; below < columns; below++)
                {
                    column[below] = -column[below];
                }
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
    public void Solve(double* x) => Solve(x, first: 0);

    /// <summary>
    /// Rows <paramref name="first"/> and following of T'^-1, at most <c>TTile.Rows</c>, packed as a left operand. What lies more than one group
    /// of columns before the diagonal is not written.
    /// </summary>
    public void SolveIdentity(double* x, int first)
    {
        int start = Math.Max(0, first - TTile.Columns);
        new Span<double>(x + ((nint)start * TTile.Rows), (Order - start) * TTile.Rows).Clear();
        for (int i = 0; i < Math.Min(TTile.Rows, Order - first); i++)
        {
            x[((first + i) * TTile.Rows) + i] = 1;
        }

        Solve(x, first / TTile.Columns * TTile.Columns);
    }

    /// <summary>The columns of X before <paramref name="first"/>, a multiple of <c>TTile.Columns</c>, are zero.</summary>
    private void Solve(double* x, int first)
    {
        for (int j = first; j < Order; j += TTile.Columns)
        {
            double* panel = Panel(j);
            double* group = x + ((nint)j * TTile.Rows);
            if (j > first)
            {
                TTile.Multiply(j - first, x + ((nint)first * TTile.Rows), panel + (first * TTile.Columns), -1, 1, group, TTile.Rows);
            }

            SolveGroup(panel + (j * TTile.Columns), group);
        }
    }

    /// <summary>Substitution in one group of columns, by fours, which stay in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SolveGroup(double* block, double* x)
    {
        for (int row = 0; row < TTile.Rows; row += TLanes.Count)
        {
            double* x0 = x + row;
            TVector a0 = TLanes.Load(x0);
            TVector a1 = TLanes.Load(x0 + TTile.Rows);
            TVector a2 = TLanes.Load(x0 + (2 * TTile.Rows));
            TVector a3 = TLanes.Load(x0 + (3 * TTile.Rows));
            SolveFour(block, ref a0, ref a1, ref a2, ref a3);
            StoreFour(a0, a1, a2, a3, x0);
            if (TTile.Columns == 8)
            {
                double* x4 = x0 + (4 * TTile.Rows);
                TVector b0 = AddFour(block + 4, a0, a1, a2, a3, TLanes.Load(x4));
                TVector b1 = AddFour(block + 5, a0, a1, a2, a3, TLanes.Load(x4 + TTile.Rows));
                TVector b2 = AddFour(block + 6, a0, a1, a2, a3, TLanes.Load(x4 + (2 * TTile.Rows)));
                TVector b3 = AddFour(block + 7, a0, a1, a2, a3, TLanes.Load(x4 + (3 * TTile.Rows)));
                SolveFour(block + (4 * TTile.Columns) + 4, ref b0, ref b1, ref b2, ref b3);
                StoreFour(b0, b1, b2, b3, x4);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SolveFour(double* block, ref TVector x0, ref TVector x1, ref TVector x2, ref TVector x3)
    {
        x0 = TLanes.Multiply(x0, TLanes.Broadcast(block[0]));
        x1 = TLanes.MultiplyAdd(x0, TLanes.Broadcast(block[1]), x1);
        x2 = TLanes.MultiplyAdd(x0, TLanes.Broadcast(block[2]), x2);
        x3 = TLanes.MultiplyAdd(x0, TLanes.Broadcast(block[3]), x3);
        block += TTile.Columns;
        x1 = TLanes.Multiply(x1, TLanes.Broadcast(block[1]));
        x2 = TLanes.MultiplyAdd(x1, TLanes.Broadcast(block[2]), x2);
        x3 = TLanes.MultiplyAdd(x1, TLanes.Broadcast(block[3]), x3);
        block += TTile.Columns;
        x2 = TLanes.Multiply(x2, TLanes.Broadcast(block[2]));
        x3 = TLanes.MultiplyAdd(x2, TLanes.Broadcast(block[3]), x3);
        x3 = TLanes.Multiply(x3, TLanes.Broadcast(block[TTile.Columns + 3]));
    }

    /// <summary>Adds the four solved columns, times the factors in one row of T, to a column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector AddFour(double* factors, TVector x0, TVector x1, TVector x2, TVector x3, TVector sum)
    {
        sum = TLanes.MultiplyAdd(x0, TLanes.Broadcast(factors[0]), sum);
        sum = TLanes.MultiplyAdd(x1, TLanes.Broadcast(factors[TTile.Columns]), sum);
        sum = TLanes.MultiplyAdd(x2, TLanes.Broadcast(factors[2 * TTile.Columns]), sum);
        return TLanes.MultiplyAdd(x3, TLanes.Broadcast(factors[3 * TTile.Columns]), sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFour(TVector x0, TVector x1, TVector x2, TVector x3, double* x)
    {
        TLanes.Store(x0, x);
        TLanes.Store(x1, x + TTile.Rows);
        TLanes.Store(x2, x + (2 * TTile.Rows));
        TLanes.Store(x3, x + (3 * TTile.Rows));
    }

    // Panels 0, 1, ... hold 1, 2, ... square blocks.
    private double* Panel(nint j) => _panels + (j * (j + TTile.Columns) / 2);
}
