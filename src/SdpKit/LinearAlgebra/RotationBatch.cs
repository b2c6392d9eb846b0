using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SdpKit.LinearAlgebra.Simd;

namespace SdpKit.LinearAlgebra;

/// <summary>Collects sweeps of plane rotations and applies them to the columns of a matrix many sweeps at a time.</summary>
/// <remarks>
/// Rotations act on each row alone, so a block of rows is packed once, takes all sweeps in cache, and is written back. A column in flight stays in
/// registers from one rotation of a sweep to the next. Source: the wavefront idea of Van Zee, van de Geijn and Quintana-Orti, "Restructuring the
/// tridiagonal and bidiagonal QR algorithms for performance", ACM TOMS 40 (2014), without its fusing of sweeps.
/// </remarks>
internal unsafe struct RotationBatch
{
    private const int MaximumSweeps = 64;
    private const int RotationsPerColumn = 32;
    private const int VectorsPerBlock = 4;
    private const int MaximumBlockRows = 32;

    private readonly MatrixView _matrix;
    private readonly double* _rotations;
    private readonly double* _block;
    private readonly SweepRecord* _sweeps;
    private int _sweepCount;
    private int _rotationCount;

    /// <summary>Initializes an empty batch.</summary>
    /// <param name="matrix">The matrix whose columns are rotated.</param>
    /// <param name="workspace"><see cref="WorkspaceLength"/> doubles.</param>
    public RotationBatch(MatrixView matrix, double* workspace)
    {
        _matrix = matrix;
        _rotations = workspace;
        _block = _rotations + (2 * RotationsPerColumn * (nint)matrix.Columns);
        _sweeps = (SweepRecord*)(_block + (MaximumBlockRows * (nint)matrix.Columns));
    }

    /// <summary>Computes the doubles needed for a matrix with the given number of columns.</summary>
    public static nint WorkspaceLength(int columns) =>
        (((2 * RotationsPerColumn) + MaximumBlockRows) * (nint)columns) + (MaximumSweeps * sizeof(SweepRecord) / sizeof(double));

    /// <summary>Opens a sweep; rotation k (c, s) takes columns (p, q) = (first - k direction, one further) to (c p + s q, c q - s p).</summary>
    /// <param name="first">The first column.</param>
    /// <param name="direction">1 if the sweep walks down the indexes, -1 if up.</param>
    /// <param name="count">The number of rotations, fewer than there are columns.</param>
    /// <returns>Where the caller must write c and s of each rotation, in order, before the next call.</returns>
    public double* Begin(int first, int direction, int count)
    {
        if (_sweepCount == MaximumSweeps || _rotationCount + count > RotationsPerColumn * _matrix.Columns)
        {
            Apply();
        }

        _sweeps[_sweepCount++] = new SweepRecord(first, direction, count);
        double* rotations = _rotations + (2 * (nint)_rotationCount);
        _rotationCount += count;
        return rotations;
    }

    /// <summary>Applies and forgets the sweeps collected so far.</summary>
    public void Apply()
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Apply<SimdRung512, Vector512<double>>();
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Apply<SimdRung256, Vector256<double>>();
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Apply<SimdRung128, Vector128<double>>();
        }
        else
        {
            Apply<SimdRungScalar, double>();
        }

        _sweepCount = 0;
        _rotationCount = 0;
    }

    private readonly void Apply<TRung, TVector>()
        where TRung : ISimdRung<TVector>
        where TVector : struct
    {
        int blockRows = VectorsPerBlock * TRung.Width;
        for (int row = 0; row < _matrix.Rows; row += blockRows)
        {
            int rows = Math.Min(blockRows, _matrix.Rows - row);
            for (int j = 0; j < _matrix.Columns; j++)
            {
                Unsafe.CopyBlockUnaligned(_block + ((nint)j * blockRows), _matrix.At(row, j), (uint)(rows * sizeof(double)));
            }

            double* rotations = _rotations;
            for (int k = 0; k < _sweepCount; k++)
            {
                SweepRecord sweep = _sweeps[k];
                Rotate<TRung, TVector>(_block + ((nint)sweep.First * blockRows), -sweep.Direction * blockRows, sweep.Count, rotations);
                rotations += 2 * sweep.Count;
            }

            for (int j = 0; j < _matrix.Columns; j++)
            {
                Unsafe.CopyBlockUnaligned(_matrix.At(row, j), _block + ((nint)j * blockRows), (uint)(rows * sizeof(double)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rotate<TRung, TVector>(double* column, nint step, int count, double* rotations)
        where TRung : ISimdRung<TVector>
        where TVector : struct
    {
        int width = TRung.Width;
        TVector carried0 = TRung.Load(column);
        TVector carried1 = TRung.Load(column + width);
        TVector carried2 = TRung.Load(column + (2 * width));
        TVector carried3 = TRung.Load(column + (3 * width));
        for (int k = 0; k < count; k++)
        {
            TVector c = TRung.Broadcast(rotations[0]);
            TVector s = TRung.Broadcast(rotations[1]);
            TVector minusS = TRung.Broadcast(-rotations[1]);
            double* next = column + step;
            TVector next0 = TRung.Load(next);
            TVector next1 = TRung.Load(next + width);
            TVector next2 = TRung.Load(next + (2 * width));
            TVector next3 = TRung.Load(next + (3 * width));
            TRung.Store(column, TRung.MultiplyAdd(s, next0, TRung.Multiply(c, carried0)));
            TRung.Store(column + width, TRung.MultiplyAdd(s, next1, TRung.Multiply(c, carried1)));
            TRung.Store(column + (2 * width), TRung.MultiplyAdd(s, next2, TRung.Multiply(c, carried2)));
            TRung.Store(column + (3 * width), TRung.MultiplyAdd(s, next3, TRung.Multiply(c, carried3)));
            carried0 = TRung.MultiplyAdd(minusS, carried0, TRung.Multiply(c, next0));
            carried1 = TRung.MultiplyAdd(minusS, carried1, TRung.Multiply(c, next1));
            carried2 = TRung.MultiplyAdd(minusS, carried2, TRung.Multiply(c, next2));
            carried3 = TRung.MultiplyAdd(minusS, carried3, TRung.Multiply(c, next3));
            column = next;
            rotations += 2;
        }

        TRung.Store(column, carried0);
        TRung.Store(column + width, carried1);
        TRung.Store(column + (2 * width), carried2);
        TRung.Store(column + (3 * width), carried3);
    }

    private readonly record struct SweepRecord(int First, int Direction, int Count);
}
