using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Multiplies S + w uu', S sparse, by a dense symmetric matrix: twice the entries times the order, instead of 2 n^3 operations.</summary>
/// <remarks>Each strip of columns is one part for the team, so the result does not depend on the number of threads. One computation at a time; allocates nothing.</remarks>
internal sealed unsafe class SparseSymmetricProduct : IDisposable
{
    private readonly AlignedBuffer[] _strips;
    private readonly int[] _places;

    /// <summary>Takes the memory for matrices up to the given order: two strips for each thread.</summary>
    public SparseSymmetricProduct(int order, KernelContext context)
    {
        _places = [.. Enumerable.Range(0, order)];
        _strips = new AlignedBuffer[context.Team.ThreadCount];
        for (int worker = 0; worker < _strips.Length; worker++)
        {
            _strips[worker] = new AlignedBuffer(2 * (nint)RowStrip.Width * order);
        }
    }

    /// <summary>Computes C := alpha (S + w uu') B + beta C.</summary>
    /// <param name="alpha">The factor of the product.</param>
    /// <param name="s">S + w uu', n x n.</param>
    /// <param name="b">B, n x n, symmetric, both triangles filled.</param>
    /// <param name="beta">The factor of the old C; with 0, C is not read.</param>
    /// <param name="c">C, n x n, not overlapping B; not symmetric in general.</param>
    /// <param name="context">What the kernels need.</param>
    public void Multiply(double alpha, SparseSymmetricMatrix s, MatrixView b, double beta, MatrixView c, KernelContext context)
    {
        context.ThrowIfCancelled();
        var task = new StripTask(alpha, s, b, beta, c, _places, _strips);
        context.Run(RowStrip.Count(b.Columns), 2.0 * b.Columns * (s.Order + (2.0 * s.Pattern.EntryCount)), ref task);
    }

    public void Dispose()
    {
        foreach (AlignedBuffer strip in _strips)
        {
            strip.Dispose();
        }
    }

    private readonly struct StripTask(double alpha, SparseSymmetricMatrix s, MatrixView b, double beta, MatrixView c, int[] places, AlignedBuffer[] strips) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            int first = index * RowStrip.Width;
            double* right = strips[worker].Data;
            double* sum = right + ((nint)RowStrip.Width * s.Order);
            RowStrip.LoadSymmetric(b, first, right);
            if (beta == 0.0)
            {
                VectorOperations.ScaleOrClear(0.0, sum, (nint)RowStrip.Width * s.Order);
            }
            else
            {
                RowStrip.Load(beta, c, first, places, sum);
            }

            if (Vector512.IsHardwareAccelerated)
            {
                Accumulate<Lanes512, Vector512<double>>(alpha, s, right, sum);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Accumulate<Lanes256, Vector256<double>>(alpha, s, right, sum);
            }
            else if (Vector128.IsHardwareAccelerated)
            {
                Accumulate<Lanes128, Vector128<double>>(alpha, s, right, sum);
            }
            else
            {
                Accumulate<Lanes64, double>(alpha, s, right, sum);
            }

            RowStrip.Store(sum, places, c, first);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Accumulate<TLanes, TVector>(double alpha, SparseSymmetricMatrix s, double* right, double* sum)
            where TLanes : IVectorLanes<TVector>
            where TVector : unmanaged
        {
            for (int j = 0; j < s.Order; j++)
            {
                double* rightJ = right + ((nint)j * RowStrip.Width);
                double* sumJ = sum + ((nint)j * RowStrip.Width);
                double diagonal = alpha * s.Values[j];
                AddScaled<TLanes, TVector>(diagonal, rightJ, sumJ);
                double* values = s.Below(j);
                ReadOnlySpan<int> rows = s.Pattern.Rows(j);
                for (int k = 0; k < rows.Length; k++)
                {
                    nint offset = (nint)rows[k] * RowStrip.Width;
                    double value = alpha * values[k];
                    AddScaled<TLanes, TVector>(value, rightJ, sum + offset);
                    AddScaled<TLanes, TVector>(value, right + offset, sumJ);
                }
            }

            if (s.HasVector)
            {
                AccumulateRankOne<TLanes, TVector>(alpha * s.Weight, s.Vector, s.Order, right, sum);
            }
        }

        /// <summary>Adds w u (u'B), a piece of the strip's width at a time.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void AccumulateRankOne<TLanes, TVector>(double weight, double* vector, int order, double* right, double* sum)
            where TLanes : IVectorLanes<TVector>
            where TVector : unmanaged
        {
            for (int t = 0; t < RowStrip.Width; t += TLanes.Count)
            {
                TVector product = TLanes.Broadcast(0.0);
                for (nint j = 0; j < order; j++)
                {
                    product = TLanes.MultiplyAdd(TLanes.Broadcast(vector[j]), TLanes.Load(right + (j * RowStrip.Width) + t), product);
                }

                for (nint j = 0; j < order; j++)
                {
                    double* to = sum + (j * RowStrip.Width) + t;
                    TLanes.Store(TLanes.MultiplyAdd(TLanes.Broadcast(weight * vector[j]), product, TLanes.Load(to)), to);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void AddScaled<TLanes, TVector>(double factor, double* from, double* to)
            where TLanes : IVectorLanes<TVector>
            where TVector : unmanaged
        {
            TVector factors = TLanes.Broadcast(factor);
            for (int t = 0; t < RowStrip.Width; t += TLanes.Count)
            {
                TLanes.Store(TLanes.MultiplyAdd(factors, TLanes.Load(from + t), TLanes.Load(to + t)), to + t);
            }
        }
    }
}
