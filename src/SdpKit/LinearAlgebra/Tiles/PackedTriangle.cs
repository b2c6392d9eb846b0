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

    /// <summary>
    /// X := X T'^-1 for <c>TTile.Rows</c> rows of X, packed as a left operand, whose columns before <paramref name="first"/>, a multiple of
    /// <c>TTile.Columns</c>, are zero.
    /// </summary>
    public void Solve(double* x, int first = 0)
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
            for (int k = 0; k < TTile.Columns; k += 4)
            {
                double* t0 = block + (k * TTile.Columns);
                double* t1 = t0 + TTile.Columns;
                double* t2 = t1 + TTile.Columns;
                double* t3 = t2 + TTile.Columns;
                double* xk = x + row + (k * TTile.Rows);
                TVector x0 = TLanes.Load(xk);
                TVector x1 = TLanes.Load(xk + TTile.Rows);
                TVector x2 = TLanes.Load(xk + (2 * TTile.Rows));
                TVector x3 = TLanes.Load(xk + (3 * TTile.Rows));

                x0 = TLanes.Multiply(x0, TLanes.Broadcast(t0[k]));
                x1 = TLanes.MultiplyAdd(x0, TLanes.Broadcast(t0[k + 1]), x1);
                x2 = TLanes.MultiplyAdd(x0, TLanes.Broadcast(t0[k + 2]), x2);
                x3 = TLanes.MultiplyAdd(x0, TLanes.Broadcast(t0[k + 3]), x3);
                x1 = TLanes.Multiply(x1, TLanes.Broadcast(t1[k + 1]));
                x2 = TLanes.MultiplyAdd(x1, TLanes.Broadcast(t1[k + 2]), x2);
                x3 = TLanes.MultiplyAdd(x1, TLanes.Broadcast(t1[k + 3]), x3);
                x2 = TLanes.Multiply(x2, TLanes.Broadcast(t2[k + 2]));
                x3 = TLanes.MultiplyAdd(x2, TLanes.Broadcast(t2[k + 3]), x3);
                x3 = TLanes.Multiply(x3, TLanes.Broadcast(t3[k + 3]));

                TLanes.Store(x0, xk);
                TLanes.Store(x1, xk + TTile.Rows);
                TLanes.Store(x2, xk + (2 * TTile.Rows));
                TLanes.Store(x3, xk + (3 * TTile.Rows));
                for (int j = k + 4; j < TTile.Columns; j++)
                {
                    double* xj = x + row + (j * TTile.Rows);
                    TVector sum = TLanes.Load(xj);
                    sum = TLanes.MultiplyAdd(x0, TLanes.Broadcast(t0[j]), sum);
                    sum = TLanes.MultiplyAdd(x1, TLanes.Broadcast(t1[j]), sum);
                    sum = TLanes.MultiplyAdd(x2, TLanes.Broadcast(t2[j]), sum);
                    TLanes.Store(TLanes.MultiplyAdd(x3, TLanes.Broadcast(t3[j]), sum), xj);
                }
            }
        }
    }

    // Panels 0, 1, ... hold 1, 2, ... square blocks.
    private double* Panel(nint j) => _panels + (j * (j + TTile.Columns) / 2);
}
