using System.Runtime.CompilerServices;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra;

/// <summary>Copies the lower triangle to the upper one, after averaging the two if so wished, by square blocks. A part is a column of blocks.</summary>
internal readonly unsafe struct SymmetrizationTask(MatrixView a, bool average, KernelContext context) : ITeamTask
{
    private const int BlockSize = 32;

    public void Run()
    {
        SymmetrizationTask task = this;
        context.Run((a.Columns + BlockSize - 1) / BlockSize, (double)a.Rows * a.Columns, ref task);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute(int index, int worker)
    {
        int first = index * BlockSize;
        int columns = Math.Min(BlockSize, a.Columns - first);
        SymmetrizeDiagonal(a.Slice(first, first, columns, columns));

        double* transposed = stackalloc double[BlockSize * BlockSize];
        for (int row = first + columns; row < a.Rows; row += BlockSize)
        {
            int rows = Math.Min(BlockSize, a.Rows - row);
            MatrixView lower = a.Slice(row, first, rows, columns);
            MatrixView upper = a.Slice(first, row, columns, rows);
            if (average)
            {
                PanelPacking.Copy(new StridedMatrix(upper, transpose: true), transposed, BlockSize);
                Average(lower, transposed);
            }

            PanelPacking.Copy(new StridedMatrix(lower, transpose: true), upper.Data, upper.Stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Average(MatrixView lower, double* transposed)
    {
        for (int j = 0; j < lower.Columns; j++)
        {
            double* column = lower.Column(j);
            for (int i = 0; i < lower.Rows; i++)
            {
                column[i] = 0.5 * (column[i] + transposed[(j * BlockSize) + i]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SymmetrizeDiagonal(MatrixView block)
    {
        for (int j = 0; j < block.Columns; j++)
        {
            for (int i = j + 1; i < block.Rows; i++)
            {
                double* lower = block.At(i, j);
                double* upper = block.At(j, i);
                *lower = average ? 0.5 * (*lower + *upper) : *lower;
                *upper = *lower;
            }
        }
    }
}
