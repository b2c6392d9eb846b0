using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>Copies rows of an operand into panels that a register tile reads from end to end.</summary>
internal static unsafe class PanelPacking
{
    /// <summary>
    /// Copies at most <paramref name="width"/> rows, all columns, so that entry (i, k) is <c>panel[k * width + i]</c>; missing rows become zero.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(StridedMatrix source, int width, double* panel)
    {
        if (source.RowStride == 1 && source.Rows == width)
        {
            PackContiguousRows(source, width, panel);
            return;
        }

        int row = 0;
        for (; row + 4 <= source.Rows; row += 4)
        {
            PackFourRows(source, row, width, panel + row);
        }

        for (; row < source.Rows; row++)
        {
            double* from = source.At(row, 0);
            for (nint k = 0; k < source.Columns; k++)
            {
                panel[(k * width) + row] = from[k * source.ColumnStride];
            }
        }

        for (; row < width; row++)
        {
            for (nint k = 0; k < source.Columns; k++)
            {
                panel[(k * width) + row] = 0;
            }
        }
    }

    /// <summary>The way back: entry (i, k) of <paramref name="destination"/> becomes <c>panel[k * width + i]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unpack(double* panel, int width, StridedMatrix destination)
    {
        if (destination.RowStride == 1)
        {
            for (int k = 0; k < destination.Columns; k++)
            {
                new ReadOnlySpan<double>(panel + ((nint)k * width), destination.Rows)
                    .CopyTo(new Span<double>(destination.At(0, k), destination.Rows));
            }

            return;
        }

        for (int row = 0; row < destination.Rows; row++)
        {
            double* to = destination.At(row, 0);
            for (nint k = 0; k < destination.Columns; k++)
            {
                to[k * destination.ColumnStride] = panel[(k * width) + row];
            }
        }
    }

    private static void PackContiguousRows(StridedMatrix source, int width, double* panel)
    {
        double* from = source.Data;
        for (int k = 0; k < source.Columns; k++)
        {
            int row = 0;
            for (; Vector512.IsHardwareAccelerated && row + 8 <= width; row += 8)
            {
                Vector512.Load(from + row).Store(panel + row);
            }

            for (; Vector256.IsHardwareAccelerated && row + 4 <= width; row += 4)
            {
                Vector256.Load(from + row).Store(panel + row);
            }

            for (; row < width; row++)
            {
                panel[row] = from[row];
            }

            from += source.ColumnStride;
            panel += width;
        }
    }

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
                // The 4 x 4 transpose: pairs of rows are interleaved, then halves exchanged.
                Vector256<double> r0 = Vector256.Load(row0);
                Vector256<double> r1 = Vector256.Load(row1);
                Vector256<double> r2 = Vector256.Load(row2);
                Vector256<double> r3 = Vector256.Load(row3);
                Vector256<double> even01 = Avx.UnpackLow(r0, r1);
                Vector256<double> odd01 = Avx.UnpackHigh(r0, r1);
                Vector256<double> even23 = Avx.UnpackLow(r2, r3);
                Vector256<double> odd23 = Avx.UnpackHigh(r2, r3);
                Avx.Permute2x128(even01, even23, 0x20).Store(panel);
                Avx.Permute2x128(odd01, odd23, 0x20).Store(panel + width);
                Avx.Permute2x128(even01, even23, 0x31).Store(panel + (2 * width));
                Avx.Permute2x128(odd01, odd23, 0x31).Store(panel + (3 * width));
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
}
