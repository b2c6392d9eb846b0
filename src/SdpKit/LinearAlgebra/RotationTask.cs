using System.Runtime.CompilerServices;
using SdpKit.LinearAlgebra.Simd;

namespace SdpKit.LinearAlgebra;

/// <summary>Applies sweeps of plane rotations to one block of rows of a matrix.</summary>
/// <remarks>
/// The block is packed, takes all sweeps in cache, and is written back; a column in flight stays in registers from one rotation of a sweep to the next.
/// Source: the wavefront idea of Van Zee, van de Geijn and Quintana-Orti, "Restructuring the tridiagonal and bidiagonal QR algorithms for
/// performance", ACM TOMS 40 (2014), without its fusing of sweeps.
/// </remarks>
/// <param name="matrix">The matrix.</param>
/// <param name="sweeps">The sweeps, in order.</param>
/// <param name="sweepCount">How many.</param>
/// <param name="rotations">c and s of all rotations, in order.</param>
/// <param name="blocks"><see cref="BlockLength"/> doubles for each worker.</param>
internal readonly unsafe struct RotationTask<TRung, TVector>(MatrixView matrix, RotationSweep* sweeps, int sweepCount, double* rotations, double* blocks) : ITeamTask
    where TRung : ISimdRung<TVector>
    where TVector : struct
{
    private const int VectorsPerBlock = 4;

    public static int BlockRows => VectorsPerBlock * TRung.Width;

    public static nint BlockLength(int columns) => BlockRows * (nint)columns;

    public void Execute(int index, int worker)
    {
        int blockRows = BlockRows;
        int row = index * blockRows;
        uint bytes = (uint)(Math.Min(blockRows, matrix.Rows - row) * sizeof(double));
        double* block = blocks + (worker * BlockLength(matrix.Columns));
        for (int j = 0; j < matrix.Columns; j++)
        {
            Unsafe.CopyBlockUnaligned(block + ((nint)j * blockRows), matrix.At(row, j), bytes);
        }

        double* next = rotations;
        for (int k = 0; k < sweepCount; k++)
        {
            RotationSweep sweep = sweeps[k];
            Rotate(block + ((nint)sweep.First * blockRows), -sweep.Direction * blockRows, sweep.Count, next);
            next += 2 * (nint)sweep.Count;
        }

        for (int j = 0; j < matrix.Columns; j++)
        {
            Unsafe.CopyBlockUnaligned(matrix.At(row, j), block + ((nint)j * blockRows), bytes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rotate(double* column, nint step, int count, double* rotations)
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
}
