using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SdpKit.Verification;

/// <summary>Decides whether a shifted symmetric matrix is positive definite by factoring it, M + sI = LL'. Reads the lower triangle of M.</summary>
/// <remarks>
/// <para>
/// The triangle is kept as strips of 12 rows, each column of a strip contiguous, so that the strips are what the inner kernel streams and no
/// packing is needed. Left-looking by tiles of 96 columns: each entry is summed by one thread in a fixed order, so the bits do not depend
/// on the number of threads. Entries are divided by pivots, never multiplied by inverses, as Rump's error bound requires.
/// </para>
/// <para>
/// The strips are outside the garbage collector's heap: they have to stay in one place, and pinned arrays come on fresh pages each time, which takes longer than to factor
/// a small matrix. Not thread-safe.
/// </para>
/// </remarks>
internal sealed unsafe partial class StripCholesky : IDisposable
{
    /// <summary>The rows of a strip: three vectors, which with four columns fill the registers.</summary>
    private const int StripRows = 12;

    /// <summary>The columns (and rows) of a tile, a multiple of <see cref="StripRows"/>.</summary>
    private const int TileColumns = 96;

    /// <summary>The summation depth after which the kernel moves on, so that its operands stay in the nearest cache.</summary>
    private const int Depth = 2 * TileColumns;

    private readonly SymmetricBlockMatrix _matrix;
    private readonly int _block;
    private readonly int[] _indexes;
    private readonly ParallelOptions _parallel;
    private readonly int _stripCount;
    private readonly double[] _direction;
    private double* _start;
    private int _failedColumn;
    private double _failedPivot;

    /// <summary>Prepares for the principal submatrix of one block that <paramref name="indexes"/> (ascending) picks.</summary>
    public StripCholesky(SymmetricBlockMatrix matrix, int block, int[] indexes, ParallelOptions parallel)
    {
        _matrix = matrix;
        _block = block;
        _indexes = indexes;
        _parallel = parallel;
        _stripCount = ((indexes.Length - 1) / StripRows) + 1;
        _direction = new double[PaddedOrder];
        _start = (double*)NativeMemory.Alloc((nuint)StripOffset(_stripCount), sizeof(double));
    }

    private int PaddedOrder => _stripCount * StripRows;

    /// <summary>Factors M + sI. False where a pivot is not positive; <see cref="FailedRayleighQuotient"/> then gives a direction that proves it.</summary>
    public bool TryFactor(double shift)
    {
        ForEach(0, _stripCount, strip => Load(strip, shift));
        for (int column = 0; column < PaddedOrder; column += TileColumns)
        {
            _parallel.CancellationToken.ThrowIfCancellationRequested();
            int firstColumn = column;
            int endColumn = Math.Min(column + TileColumns, PaddedOrder);
            Update(column / StripRows, endColumn / StripRows, column, endColumn);
            if (!TryFactorDiagonal(column, endColumn))
            {
                return false;
            }

            int tileStrips = TileColumns / StripRows;
            int first = endColumn / StripRows;
            ForEach(0, (_stripCount - first + tileStrips - 1) / tileStrips, tile =>
            {
                int firstStrip = first + (tile * tileStrips);
                int endStrip = Math.Min(firstStrip + tileStrips, _stripCount);
                Update(firstStrip, endStrip, firstColumn, endColumn);
                for (int strip = firstStrip; strip < endStrip; strip++)
                {
                    Solve(strip, firstColumn, endColumn);
                }
            });
        }

        return true;
    }

    public void Dispose()
    {
        NativeMemory.Free(_start);
        _start = null;
    }

    private static long StripOffset(int strip) => (long)StripRows * StripRows * strip * (strip + 1) / 2;

    private double* Strip(int strip) => _start + StripOffset(strip);

    /// <summary>Points at L_row,k for k = 0, with the stride <see cref="StripRows"/>.</summary>
    private double* Row(int row) => Strip(row / StripRows) + (row % StripRows);

    private void ForEach(int from, int end, Action<int> body)
    {
        if (PaddedOrder > 2 * TileColumns)
        {
            Parallel.For(from, end, _parallel, body);
            return;
        }

        // Too little work to wake another thread for.
        for (int index = from; index < end; index++)
        {
            body(index);
        }
    }

    private void Load(int strip, double shift)
    {
        int order = _matrix.Blocks[_block].Order;
        ReadOnlySpan<double> source = _matrix.Values(_block);
        int firstRow = strip * StripRows;
        int rows = Math.Min(StripRows, _indexes.Length - firstRow);
        double* target = Strip(strip);
        for (int j = 0; j < firstRow + StripRows; j++, target += StripRows)
        {
            for (int i = 0; i < StripRows; i += 4)
            {
                Vector256<double>.Zero.Store(target + i);
            }

            if (j >= _indexes.Length)
            {
                // The padding is an identity: it factors as itself and touches nothing.
                target[j - firstRow] = 1.0;
                continue;
            }

            ReadOnlySpan<double> column = source.Slice(order * _indexes[j], order);
            for (int i = Math.Max(0, j - firstRow); i < rows; i++)
            {
                target[i] = column[_indexes[firstRow + i]];
            }

            if (j >= firstRow)
            {
                target[j - firstRow] += shift;
            }
        }
    }

    /// <summary>Subtracts what the columns left of a tile contribute to strips of it.</summary>
    private void Update(int firstStrip, int endStrip, int firstColumn, int endColumn)
    {
        for (int k = 0; k < firstColumn; k += Depth)
        {
            int depth = Math.Min(Depth, firstColumn - k);
            for (int strip = firstStrip; strip < endStrip; strip++)
            {
                double* target = Strip(strip);
                int end = Math.Min(endColumn, (strip + 1) * StripRows);
                for (int j = firstColumn; j < end; j += 4)
                {
                    Subtract(target + (j * StripRows), target + (k * StripRows), Row(j) + (k * StripRows), depth);
                }
            }
        }
    }

    private bool TryFactorDiagonal(int firstColumn, int endColumn)
    {
        // The columns of the padding are factored as they are.
        for (int j = firstColumn; j < Math.Min(endColumn, _indexes.Length); j++)
        {
            int strip = j / StripRows;
            SubtractColumn(strip, firstColumn, j);
            double pivot = Row(j)[j * StripRows];
            if (!(pivot > 0.0))
            {
                _failedColumn = j;
                _failedPivot = pivot;
                return false;
            }

            double root = Math.Sqrt(pivot);
            DivideColumn(strip, j, root);
            Row(j)[j * StripRows] = root;
            for (strip++; strip < endColumn / StripRows; strip++)
            {
                SubtractColumn(strip, firstColumn, j);
                DivideColumn(strip, j, root);
            }
        }

        return true;
    }

    private void Solve(int strip, int firstColumn, int endColumn)
    {
        for (int j = firstColumn; j < endColumn; j++)
        {
            SubtractColumn(strip, firstColumn, j);
            DivideColumn(strip, j, Row(j)[j * StripRows]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DivideColumn(int strip, int column, double divisor)
    {
        double* target = Strip(strip) + (column * StripRows);
        for (int i = 0; i < StripRows; i += 4)
        {
            (Vector256.Load(target + i) / divisor).Store(target + i);
        }
    }
}
