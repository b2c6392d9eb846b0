using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>Copies between matrices and the panels that a register tile reads from end to end, in any orientation.</summary>
internal static unsafe class PanelPacking
{
    /// <summary>
    /// Copies at most <paramref name="width"/> rows, all columns, so that entry (i, k) is <c>panel[k * width + i]</c>; missing rows become zero.
    /// </summary>
    public static void Pack(StridedMatrix source, int width, double* panel)
    {
        Copy(source, panel, width);
        for (int row = source.Rows; row < width; row++)
        {
            for (nint k = 0; k < source.Columns; k++)
            {
                panel[(k * width) + row] = 0;
            }
        }
    }

    /// <summary>Copies entry (i, k) to <c>destination[k * stride + i]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(StridedMatrix source, double* destination, nint stride)
    {
        if (source.RowStride == 1)
        {
            CopyContiguousRows(source, destination, stride);
            return;
        }

        int row = 0;
        for (; row + 4 <= source.Rows; row += 4)
        {
            PackFourRows(source, row, stride, destination + row);
        }

        for (; row < source.Rows; row++)
        {
            double* from = source.At(row, 0);
            for (nint k = 0; k < source.Columns; k++)
            {
                destination[(k * stride) + row] = from[k * source.ColumnStride];
            }
        }
    }

    /// <summary>The way back: entry (i, k) of <paramref name="destination"/> becomes <c>panel[k * width + i]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unpack(double* panel, int width, StridedMatrix destination)
    {
        if (destination.RowStride == 1)
        {
            MatrixView source = new(panel, destination.Rows, destination.Columns, width);
            Copy(new StridedMatrix(source, transpose: false), destination.Data, destination.ColumnStride);
            return;
        }

        int first = 0;
        for (; first + 4 <= destination.Rows; first += 4)
        {
            UnpackFourRows(panel + first, width, destination, first);
        }

        for (; first < destination.Rows; first++)
        {
            double* to = destination.At(first, 0);
            for (nint k = 0; k < destination.Columns; k++)
            {
                to[k * destination.ColumnStride] = panel[(k * width) + first];
            }
        }
    }

    private static void CopyContiguousRows(StridedMatrix source, double* destination, nint stride)
    {
        int row = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            row = CopyStrips<Vector512<double>, Lanes512>(row, source, destination, stride);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            row = CopyStrips<Vector256<double>, Lanes256>(row, source, destination, stride);
        }

        CopyStrips<double, Lanes64>(row, source, destination, stride);
    }

    /// <summary>Copies strips of as many rows as a register has lanes and returns the first row that is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CopyStrips<TVector, TLanes>(int row, StridedMatrix source, double* destination, nint stride)
        where TVector : unmanaged
        where TLanes : ILanes<TVector>
    {
        nint step = source.ColumnStride;
        for (; row + (3 * TLanes.Count) <= source.Rows; row += 3 * TLanes.Count)
        {
            double* from = source.Data + row;
            double* to = destination + row;
            for (int k = source.Columns; k > 0; k--)
            {
                TLanes.Store(TLanes.Load(from), to);
                TLanes.Store(TLanes.Load(from + TLanes.Count), to + TLanes.Count);
                TLanes.Store(TLanes.Load(from + (2 * TLanes.Count)), to + (2 * TLanes.Count));
                from += step;
                to += stride;
            }
        }

        for (; row + TLanes.Count <= source.Rows; row += TLanes.Count)
        {
            double* from = source.Data + row;
            double* to = destination + row;
            for (int k = source.Columns; k > 0; k--)
            {
                TLanes.Store(TLanes.Load(from), to);
                from += step;
                to += stride;
            }
        }

        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackFourRows(StridedMatrix source, int row, nint width, double* panel)
    {
        nint step = source.ColumnStride;
        double* row0 = source.At(row, 0);
        double* row1 = row0 + source.RowStride;
        double* row2 = row1 + source.RowStride;
        double* row3 = row2 + source.RowStride;
        int k = 0;
        if (Avx.IsSupported && step == 1)
        {
            for (; k + 4 <= source.Columns; k += 4)
            {
                Transpose(row0, row1, row2, row3, panel, panel + width, panel + (2 * width), panel + (3 * width));
                panel += 4 * width;
                row0 += 4;
                row1 += 4;
                row2 += 4;
                row3 += 4;
            }
        }

        for (; k < source.Columns; k++)
        {
            panel[0] = *row0;
            panel[1] = *row1;
            panel[2] = *row2;
            panel[3] = *row3;
            panel += width;
            row0 += step;
            row1 += step;
            row2 += step;
            row3 += step;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UnpackFourRows(double* panel, nint width, StridedMatrix destination, int row)
    {
        nint step = destination.ColumnStride;
        double* row0 = destination.At(row, 0);
        double* row1 = row0 + destination.RowStride;
        double* row2 = row1 + destination.RowStride;
        double* row3 = row2 + destination.RowStride;
        int k = 0;
        if (Avx.IsSupported && step == 1)
        {
            for (; k + 4 <= destination.Columns; k += 4)
            {
                Transpose(panel, panel + width, panel + (2 * width), panel + (3 * width), row0, row1, row2, row3);
                panel += 4 * width;
                row0 += 4;
                row1 += 4;
                row2 += 4;
                row3 += 4;
            }
        }

        for (; k < destination.Columns; k++)
        {
            *row0 = panel[0];
            *row1 = panel[1];
            *row2 = panel[2];
            *row3 = panel[3];
            panel += width;
            row0 += step;
            row1 += step;
            row2 += step;
            row3 += step;
        }
    }

    /// <summary>The 4 x 4 transpose: pairs of rows are interleaved, then halves exchanged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        double* from0, double* from1, double* from2, double* from3, double* to0, double* to1, double* to2, double* to3)
    {
        Vector256<double> r0 = Vector256.Load(from0);
        Vector256<double> r1 = Vector256.Load(from1);
        Vector256<double> r2 = Vector256.Load(from2);
        Vector256<double> r3 = Vector256.Load(from3);
        Vector256<double> even01 = Avx.UnpackLow(r0, r1);
        Vector256<double> odd01 = Avx.UnpackHigh(r0, r1);
        Vector256<double> even23 = Avx.UnpackLow(r2, r3);
        Vector256<double> odd23 = Avx.UnpackHigh(r2, r3);
        Avx.Permute2x128(even01, even23, 0x20).Store(to0);
        Avx.Permute2x128(odd01, odd23, 0x20).Store(to1);
        Avx.Permute2x128(even01, even23, 0x31).Store(to2);
        Avx.Permute2x128(odd01, odd23, 0x31).Store(to3);
    }
}
