using System.Runtime.CompilerServices;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra.Eigenvalues;

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
internal readonly unsafe struct RotationTask<TLanes, TVector>(MatrixView matrix, RotationSweep* sweeps, int sweepCount, double* rotations, double* blocks) : ITeamTask
    where TLanes : IVectorLanes<TVector>
    where TVector : unmanaged
{
    private const int VectorsPerBlock = 4;

    public static int BlockRows => VectorsPerBlock * TLanes.Count;

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
        int width = TLanes.Count;
        TVector carried0 = TLanes.Load(column);
        TVector carried1 = TLanes.Load(column + width);
        TVector carried2 = TLanes.Load(column + (2 * width));
        TVector carried3 = TLanes.Load(column + (3 * width));
        for (int k = 0; k < count; k++)
        {
            TVector c = TLanes.Broadcast(rotations[0]);
            TVector s = TLanes.Broadcast(rotations[1]);
            TVector minusS = TLanes.Broadcast(-rotations[1]);
            double* next = column + step;
            TVector next0 = TLanes.Load(next);
            TVector next1 = TLanes.Load(next + width);
            TVector next2 = TLanes.Load(next + (2 * width));
            TVector next3 = TLanes.Load(next + (3 * width));
            TLanes.Store(TLanes.MultiplyAdd(s, next0, TLanes.Multiply(c, carried0)), column);
            TLanes.Store(TLanes.MultiplyAdd(s, next1, TLanes.Multiply(c, carried1)), column + width);
            TLanes.Store(TLanes.MultiplyAdd(s, next2, TLanes.Multiply(c, carried2)), column + (2 * width));
            TLanes.Store(TLanes.MultiplyAdd(s, next3, TLanes.Multiply(c, carried3)), column + (3 * width));
            carried0 = TLanes.MultiplyAdd(minusS, carried0, TLanes.Multiply(c, next0));
            carried1 = TLanes.MultiplyAdd(minusS, carried1, TLanes.Multiply(c, next1));
            carried2 = TLanes.MultiplyAdd(minusS, carried2, TLanes.Multiply(c, next2));
            carried3 = TLanes.MultiplyAdd(minusS, carried3, TLanes.Multiply(c, next3));
            column = next;
            rotations += 2;
        }

        TLanes.Store(carried0, column);
        TLanes.Store(carried1, column + width);
        TLanes.Store(carried2, column + (2 * width));
        TLanes.Store(carried3, column + (3 * width));
    }
}
