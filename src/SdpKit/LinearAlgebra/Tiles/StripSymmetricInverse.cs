using System.Runtime.CompilerServices;

namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>
/// (L L')^-1 = M'M, M = L^-1, for a triangle small enough for the cache. The strips in which M is computed are the packed left operand of
/// the product, so M is never written out.
/// </summary>
internal static unsafe class StripSymmetricInverse<TTile, TVector, TLanes>
    where TTile : IRegisterTile
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    /// <summary>Fills both triangles of <paramref name="destination"/>, which may be L's own memory.</summary>
    public static void Invert(MatrixView l, MatrixView destination, KernelContext context)
    {
        context.ThrowIfCancelled();
        int n = l.Rows;
        nint triangleLength = PackedTriangle<TTile, TVector, TLanes>.Length(n);
        nint stripLength = PackedTriangle<TTile, TVector, TLanes>.StripLength(n);
        int stripCount = (n + TTile.Rows - 1) / TTile.Rows;
        double* strips = context.ReserveLeftPanels(stripLength * stripCount);
        double* triangle = context.ReserveRightPanels(triangleLength + ((nint)TTile.Columns * n * context.Team.ThreadCount));

        double operations = (double)n * n * n / 3;
        SolveTask solve = new(PackedTriangle<TTile, TVector, TLanes>.Pack(new StridedMatrix(l, transpose: false), triangle, context), strips, stripLength);
        context.Run(stripCount, operations, ref solve);
        ProductTask product = new(strips, stripLength, triangle + triangleLength, destination);
        context.Run((n + TTile.Columns - 1) / TTile.Columns, operations, ref product);
    }

    /// <summary>A part is a strip of columns of M.</summary>
    private readonly struct SolveTask(PackedTriangle<TTile, TVector, TLanes> triangle, double* strips, nint stripLength) : ITeamTask
    {
        public void Execute(int index, int worker) => triangle.SolveIdentity(strips + (index * stripLength), strips: 1, index * TTile.Rows);
    }

    /// <summary>A part is a panel of columns of the result, as far as the diagonal, and its mirror image.</summary>
    private readonly struct ProductTask(double* strips, nint stripLength, double* panels, MatrixView destination) : ITeamTask
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute(int index, int worker)
        {
            int n = destination.Rows;
            int j = index * TTile.Columns;
            int columns = Math.Min(TTile.Columns, n - j);
            double* panel = panels + ((nint)worker * TTile.Columns * n);
            PackColumns(j, columns, panel);

            // Column j of M is zero above row j, so the sums begin there.
            double* tile = stackalloc double[TTile.Rows * TTile.Columns];
            for (int i = 0; i < j + columns; i += TTile.Rows)
            {
                double* strip = strips + (i / TTile.Rows * stripLength);
                double* left = strip + ((nint)j * TTile.Rows);
                if (i + TTile.Rows <= j && columns == TTile.Columns)
                {
                    MatrixView whole = destination.Slice(i, j, TTile.Rows, columns);
                    TTile.Multiply(n - j, left, panel, 1, 0, whole.Data, whole.Stride);
                    PanelPacking.Copy(new StridedMatrix(whole, transpose: true), destination.At(j, i), destination.Stride);
                }
                else
                {
                    TTile.Multiply(n - j, left, panel, 1, 0, tile, TTile.Rows);
                    StorePartial(tile, i, Math.Min(TTile.Rows, n - i), j, columns);
                }
            }
        }

        /// <summary>Packs columns of M from row <paramref name="j"/> on as a right operand; they may lie in two strips.</summary>
        private void PackColumns(int j, int columns, double* panel)
        {
            int n = destination.Rows;
            if (columns < TTile.Columns)
            {
                new Span<double>(panel, (n - j) * TTile.Columns).Clear();
            }

            for (int column = 0, count; column < columns; column += count)
            {
                int strip = (j + column) / TTile.Rows;
                int lane = (j + column) % TTile.Rows;
                count = Math.Min(columns - column, TTile.Rows - lane);
                double* from = strips + (strip * stripLength) + ((nint)j * TTile.Rows) + lane;
                PanelPacking.Copy(
                    new StridedMatrix(new MatrixView(from, count, n - j, TTile.Rows), transpose: false), panel + column, TTile.Columns);
            }
        }

        private void StorePartial(double* tile, int i, int rows, int j, int columns)
        {
            for (int column = 0; column < columns; column++)
            {
                for (int row = 0; row < rows && i + row <= j + column; row++)
                {
                    double value = tile[(column * TTile.Rows) + row];
                    *destination.At(i + row, j + column) = value;
                    *destination.At(j + column, i + row) = value;
                }
            }
        }
    }
}
