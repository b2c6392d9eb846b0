using System.Runtime.Intrinsics;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Solves with a supernodal factor for as many right-hand sides as the matrix has rows: 4 n |L| operations, where a product with the inverse takes 2 n^3.</summary>
/// <remarks>Each strip of right-hand sides is one part for the team, so the result does not depend on the number of threads. One computation at a time; allocates nothing.</remarks>
internal sealed unsafe class StripSolver : IDisposable
{
    /// <summary>Strips that are solved together with a factor too large for a core's own cache.</summary>
    private const int Together = 4;

    /// <summary>Stored entries of a factor of that size: 2 MiB.</summary>
    private const long CachedEntries = 262144;

    private readonly AlignedBuffer[] _strips;

    /// <summary>Takes the memory for matrices up to the given order: a few strips for each thread.</summary>
    public StripSolver(int order, KernelContext context)
    {
        _strips = new AlignedBuffer[context.Team.ThreadCount];
        for (int worker = 0; worker < _strips.Length; worker++)
        {
            _strips[worker] = new AlignedBuffer((nint)RowStrip.Width * order * Together);
        }
    }

    /// <summary>Computes X = A^-1 B.</summary>
    /// <param name="factor">The factor of A.</param>
    /// <param name="b">B, n x n.</param>
    /// <param name="x">Receives X; may be B's own memory.</param>
    /// <param name="context">What the kernels need.</param>
    public void Solve(SparseCholesky factor, MatrixView b, MatrixView x, KernelContext context)
    {
        var task = new SolveTask(factor, b, x, _strips);
        Run(factor, ref task, context);
    }

    /// <summary>Fills both triangles of <paramref name="destination"/> with A^-1.</summary>
    public void Invert(SparseCholesky factor, MatrixView destination, KernelContext context)
    {
        var task = new InverseTask(factor, destination, _strips);
        Run(factor, ref task, context);
        Symmetrization.MirrorLower(destination, context);
    }

    public void Dispose()
    {
        foreach (AlignedBuffer strip in _strips)
        {
            strip.Dispose();
        }
    }

    private static void Run<TTask>(SparseCholesky factor, ref TTask task, KernelContext context)
        where TTask : struct, ITeamTask
    {
        context.ThrowIfCancelled();
        int order = factor.Symbolic.Order;
        int strips = RowStrip.Count(order);
        int together = StripsTogether(factor);
        context.Run((strips + together - 1) / together, 4.0 * order * factor.Symbolic.FactorEntryCount, ref task);
    }

    private static int StripsTogether(SparseCholesky factor) => factor.Symbolic.StoredValueCount > CachedEntries ? Together : 1;

    /// <summary>Views the strips of one part of the work; the last part may have fewer.</summary>
    private static MatrixView Strips(SparseCholesky factor, AlignedBuffer buffer, int part)
    {
        int length = RowStrip.Width * factor.Symbolic.Order;
        int together = StripsTogether(factor);
        return buffer.AsMatrix(length, Math.Min(together, RowStrip.Count(factor.Symbolic.Order) - (part * together)));
    }

    private static void Substitute(SparseCholesky factor, MatrixView strips, int firstNode)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Substitute<Vector512<double>, Lanes512>(factor, strips, firstNode);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Substitute<Vector256<double>, Lanes256>(factor, strips, firstNode);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Substitute<Vector128<double>, Lanes128>(factor, strips, firstNode);
        }
        else
        {
            Substitute<double, Lanes64>(factor, strips, firstNode);
        }
    }

    private static void Substitute<TVector, TLanes>(SparseCholesky factor, MatrixView strips, int firstNode)
        where TVector : unmanaged
        where TLanes : ILanes<TVector>
    {
        int root = factor.Symbolic.Rows.Root;
        for (int node = firstNode; node < root; node++)
        {
            Forward<TVector, TLanes>(factor, node, strips);
        }

        factor.RankOne?.BeforeRoot<TVector, TLanes>(strips);
        Forward<TVector, TLanes>(factor, root, strips);
        Backward<TVector, TLanes>(factor, root, strips);
        factor.RankOne?.AfterRoot<TVector, TLanes>(strips);
        for (int node = root - 1; node >= 0; node--)
        {
            Backward<TVector, TLanes>(factor, node, strips);
        }
    }

    private static void Forward<TVector, TLanes>(SparseCholesky factor, int node, MatrixView strips)
        where TVector : unmanaged
        where TLanes : ILanes<TVector>
    {
        SupernodeRows rows = factor.Symbolic.Rows;
        StripSubstitution<TVector, TLanes>.Forward(factor.Panel(node), rows.Below(node), rows.FirstColumn(node), strips);
    }

    private static void Backward<TVector, TLanes>(SparseCholesky factor, int node, MatrixView strips)
        where TVector : unmanaged
        where TLanes : ILanes<TVector>
    {
        SupernodeRows rows = factor.Symbolic.Rows;
        StripSubstitution<TVector, TLanes>.Backward(factor.Panel(node), rows.Below(node), rows.FirstColumn(node), strips);
    }

    private readonly struct SolveTask(SparseCholesky factor, MatrixView b, MatrixView x, AlignedBuffer[] buffers) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            MatrixView strips = Strips(factor, buffers[worker], index);
            int first = index * StripsTogether(factor) * RowStrip.Width;
            for (int s = 0; s < strips.Columns; s++)
            {
                RowStrip.Load(1.0, b, first + (s * RowStrip.Width), factor.Symbolic.Places, strips.Column(s));
            }

            Substitute(factor, strips, firstNode: 0);
            for (int s = 0; s < strips.Columns; s++)
            {
                RowStrip.Store(strips.Column(s), factor.Symbolic.Places, x, first + (s * RowStrip.Width));
            }
        }
    }

    /// <summary>Handles columns of the inverse in the order of P A P': those of late ones need little of the forward substitution.</summary>
    private readonly struct InverseTask(SparseCholesky factor, MatrixView destination, AlignedBuffer[] buffers) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            SparseCholeskySymbolic symbolic = factor.Symbolic;
            MatrixView strips = Strips(factor, buffers[worker], index);
            int first = index * StripsTogether(factor) * RowStrip.Width;
            int end = Math.Min(first + (strips.Columns * RowStrip.Width), symbolic.Order);
            VectorOperations.ScaleOrClear(0.0, strips.Data, strips.Rows * (nint)strips.Columns);
            for (int k = first; k < end; k++)
            {
                *Entry(strips, k - first, k) = 1.0;
            }

            Substitute(factor, strips, symbolic.Rows.Supernodes[first]);
            for (int k = first; k < end; k++)
            {
                double* column = destination.Column(symbolic.Ordering[k]);
                for (int i = 0; i < symbolic.Order; i++)
                {
                    column[i] = *Entry(strips, k - first, symbolic.Places[i]);
                }
            }
        }

        private static double* Entry(MatrixView strips, int column, int row) =>
            strips.Column(column / RowStrip.Width) + ((nint)row * RowStrip.Width) + (column % RowStrip.Width);
    }
}
