using System.Runtime.Intrinsics;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Solves with a supernodal factor for as many right-hand sides as the matrix has rows: 4 n |L| operations, where a product with the inverse takes 2 n^3.</summary>
/// <remarks>Each strip of right-hand sides is one part for the team, so the result does not depend on the number of threads. One computation at a time; allocates nothing.</remarks>
internal sealed unsafe class StripSolver : IDisposable
{
    private readonly AlignedBuffer[] _strips;

    /// <summary>Takes the memory for matrices up to the given order: a strip for each thread.</summary>
    public StripSolver(int order, KernelContext context)
    {
        _strips = new AlignedBuffer[context.Team.ThreadCount];
        for (int worker = 0; worker < _strips.Length; worker++)
        {
            _strips[worker] = new AlignedBuffer((nint)RowStrip.Width * order);
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
        context.Run(RowStrip.Count(order), 4.0 * order * factor.Symbolic.FactorEntryCount, ref task);
    }

    private static void Substitute(SparseCholesky factor, double* strip, int firstNode)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Substitute<Vector512<double>, Lanes512>(factor, strip, firstNode);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Substitute<Vector256<double>, Lanes256>(factor, strip, firstNode);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Substitute<Vector128<double>, Lanes128>(factor, strip, firstNode);
        }
        else
        {
            Substitute<double, Lanes64>(factor, strip, firstNode);
        }
    }

    private static void Substitute<TVector, TLanes>(SparseCholesky factor, double* strip, int firstNode)
        where TVector : unmanaged
        where TLanes : ILanes<TVector>
    {
        SupernodeRows rows = factor.Symbolic.Rows;
        for (int node = firstNode; node < rows.Count; node++)
        {
            StripSubstitution<TVector, TLanes>.Forward(factor.Panel(node), rows.Below(node), rows.FirstColumn(node), strip);
        }

        for (int node = rows.Count - 1; node >= 0; node--)
        {
            StripSubstitution<TVector, TLanes>.Backward(factor.Panel(node), rows.Below(node), rows.FirstColumn(node), strip);
        }
    }

    private readonly struct SolveTask(SparseCholesky factor, MatrixView b, MatrixView x, AlignedBuffer[] strips) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            double* strip = strips[worker].Data;
            int first = index * RowStrip.Width;
            RowStrip.Load(1.0, b, first, factor.Symbolic.Places, strip);
            Substitute(factor, strip, firstNode: 0);
            RowStrip.Store(strip, factor.Symbolic.Places, x, first);
        }
    }

    /// <summary>Handles columns of the inverse in the order of P A P': those of late ones need little of the forward substitution.</summary>
    private readonly struct InverseTask(SparseCholesky factor, MatrixView destination, AlignedBuffer[] strips) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            SparseCholeskySymbolic symbolic = factor.Symbolic;
            double* strip = strips[worker].Data;
            int first = index * RowStrip.Width;
            int count = Math.Min(RowStrip.Width, symbolic.Order - first);
            VectorOperations.ScaleOrClear(0.0, strip, (nint)RowStrip.Width * symbolic.Order);
            for (int t = 0; t < count; t++)
            {
                strip[((nint)(first + t) * RowStrip.Width) + t] = 1.0;
            }

            Substitute(factor, strip, symbolic.Rows.Supernodes[first]);
            for (int t = 0; t < count; t++)
            {
                double* column = destination.Column(symbolic.Ordering[first + t]);
                for (int k = 0; k < symbolic.Order; k++)
                {
                    column[k] = strip[((nint)symbolic.Places[k] * RowStrip.Width) + t];
                }
            }
        }
    }
}
