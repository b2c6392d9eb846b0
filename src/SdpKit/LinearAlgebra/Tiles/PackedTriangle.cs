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
    // Inner index of a block: a panel stays in the first-level cache while the strips, in the second, pass by.
    private const int DepthPerBlock = 256;

    // Copying an entry takes the time of about this many additions and multiplications.
    private const int PackingCost = 10;

    private readonly double* _panels;

    /// <summary>A triangle yet to be packed into <paramref name="memory"/>, which has room for <see cref="Length"/> doubles.</summary>
    public PackedTriangle(int order, double* memory)
    {
        Order = order;
        _panels = memory;
    }

    public int Order { get; }

    /// <summary>Doubles in the packed form of a triangle.</summary>
    public static nint Length(int order)
    {
        nint groups = (order + TTile.Columns - 1) / TTile.Columns;
        return groups * (groups + 1) / 2 * TTile.Columns * TTile.Columns;
    }

    /// <summary>How many strips one thread should solve for at a time: few enough for the second-level cache, and for the threads to share the work evenly.</summary>
    public static int StripsPerPart(int strips, int threads)
    {
        const int Most = 4;
        const int PartsPerThread = 4;
        return Math.Clamp(strips / (PartsPerThread * threads), 1, Most);
    }

    /// <summary>Doubles in the packed form of <c>TTile.Rows</c> rows of X.</summary>
    public static nint StripLength(int order) => (nint)TTile.Rows * (order + TTile.Columns);

    /// <summary>Packs T into <paramref name="memory"/>.</summary>
    public static PackedTriangle<TTile, TVector, TLanes> Pack(StridedMatrix t, double* memory, KernelContext context)
    {
        PackedTriangle<TTile, TVector, TLanes> packed = new(t.Rows, memory);
        PackTask task = new(packed, t);
        context.Run((t.Rows + TTile.Columns - 1) / TTile.Columns, (double)t.Rows * t.Rows * PackingCost, ref task);
        return packed;
    }

    /// <summary>X := X T'^-1 for <paramref name="strips"/> strips of <c>TTile.Rows</c> rows of X, each packed as a left operand.</summary>
    public void Solve(double* x, int strips) => Solve(x, strips, firstColumn: 0, columnStep: 0);

    /// <summary>
    /// Rows <paramref name="first"/> and following of T'^-1 in <paramref name="strips"/> strips of <c>TTile.Rows</c> rows, each packed as a
    /// left operand. What lies more than one group of columns before the diagonal is not written.
    /// </summary>
    public void SolveIdentity(double* x, int strips, int first)
    {
        for (int strip = 0; strip < strips; strip++)
        {
            double* rows = x + (strip * StripLength(Order));
            int diagonal = first + (strip * TTile.Rows);
            int start = Math.Max(0, diagonal - TTile.Columns);
            new Span<double>(rows + ((nint)start * TTile.Rows), (Order - start) * TTile.Rows).Clear();
            for (int i = 0; i < Math.Min(TTile.Rows, Order - diagonal); i++)
            {
                rows[((diagonal + i) * TTile.Rows) + i] = 1;
            }
        }

        Solve(x, strips, first, TTile.Rows);
    }

    /// <summary>
    /// Solves for one block of columns after the other, of at most <see cref="DepthPerBlock"/>. In strip s, what is more than a group of
    /// columns before column <paramref name="firstColumn"/> + s <paramref name="columnStep"/> is zero and is skipped.
    /// </summary>
    private void Solve(double* x, int strips, int firstColumn, int columnStep)
    {
        int firstBlock = firstColumn / DepthPerBlock * DepthPerBlock;
        for (int block = firstBlock; block < Order; block += DepthPerBlock)
        {
            int end = Math.Min(Order, block + DepthPerBlock);
            for (int inner = firstBlock; inner <= block; inner += DepthPerBlock)
            {
                for (int j = Math.Max(block, GroupOf(firstColumn)); j < end; j += TTile.Columns)
                {
                    for (int strip = 0; strip < strips; strip++)
                    {
                        int first = GroupOf(firstColumn + (strip * columnStep));
                        double* rows = x + (strip * StripLength(Order));
                        if (inner < block)
                        {
                            Eliminate(rows, Math.Max(inner, first), inner + DepthPerBlock, j);
                        }
                        else if (j >= first)
                        {
                            SolveGroup(rows, Math.Max(inner, first), j);
                        }
                    }
                }
            }
        }
    }

    /// <summary>Subtracts what columns <paramref name="first"/> .. <paramref name="end"/> - 1 of X contribute to group j.</summary>
    public void Eliminate(double* x, int first, int end, int j)
    {
        if (end > first)
        {
            double* left = x + ((nint)first * TTile.Rows);
            TTile.Multiply(end - first, left, Panel(j) + (first * TTile.Columns), -1, 1, x + ((nint)j * TTile.Rows), TTile.Rows);
        }
    }

    /// <summary>Solves for group j, after subtracting what the columns from <paramref name="first"/> on contribute.</summary>
    public void SolveGroup(double* x, int first, int j)
    {
        Eliminate(x, first, j, j);
        Substitute(DiagonalBlock(j), x + ((nint)j * TTile.Rows));
    }

    /// <summary>Packs columns <paramref name="first"/> .. <paramref name="end"/> - 1 of the group of rows j; the last group of columns to be packed is the diagonal block.</summary>
    public void PackGroup(StridedMatrix t, int j, int first, int end)
    {
        int rows = Math.Min(TTile.Columns, Order - j);
        PanelPacking.Pack(t.Slice(j, first, rows, end - first), TTile.Columns, Panel(j) + (first * TTile.Columns));
        double* block = DiagonalBlock(j);
        for (int i = 0; i < end - j; i++)
        {
            double* column = block + (i * TTile.Columns);
            column[i] = 1 / column[i];
            for (int below = i + 1; below < rows; below++)
            {
                column[below] = -column[below];
            }
        }
    }

    private static int GroupOf(int column) => column / TTile.Columns * TTile.Columns;

    /// <summary>Substitution in one group of columns, by fours, which stay in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Substitute(double* block, double* x)
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

    private double* DiagonalBlock(nint j) => Panel(j) + (j * TTile.Columns);

    /// <summary>A part is a panel, the longest first.</summary>
    private readonly struct PackTask(PackedTriangle<TTile, TVector, TLanes> packed, StridedMatrix t) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            int j = GroupOf(packed.Order - 1) - (index * TTile.Columns);
            packed.PackGroup(t, j, 0, Math.Min(packed.Order, j + TTile.Columns));
        }
    }
}
