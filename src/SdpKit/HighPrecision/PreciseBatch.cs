using System.Numerics;
using System.Runtime.InteropServices;

namespace SdpKit.HighPrecision;

/// <summary>Holds as many matrices side by side as a vector has lanes, so that inner products with a symmetric matrix are taken of all at once.</summary>
internal sealed class PreciseBatch(BlockRanges blocks)
{
    private readonly Vector<double>[] _high = new Vector<double>[blocks.Order * blocks.Order];
    private readonly Vector<double>[] _low = new Vector<double>[blocks.Order * blocks.Order];

    /// <summary>Gets the number of matrices.</summary>
    public static int Count => Vector<double>.Count;

    /// <summary>Puts a matrix M, symmetric or not, into a lane: M_ii, and M_ij + M_ji in the lower triangle.</summary>
    public void Set(int lane, PreciseMatrix matrix)
    {
        Span<double> high = MemoryMarshal.Cast<Vector<double>, double>(_high.AsSpan());
        Span<double> low = MemoryMarshal.Cast<Vector<double>, double>(_low.AsSpan());
        for (int i = 0; i < blocks.Order; i++)
        {
            int place = (((i * blocks.Order) + blocks.First(i)) * Count) + lane;
            for (int j = blocks.First(i); j <= i; j++, place += Count)
            {
                (high[place], low[place]) = i == j ? matrix[i, i] : matrix[i, j] + matrix[j, i];
            }
        }
    }

    /// <summary>Computes the inner product of each matrix with a symmetric one.</summary>
    /// <param name="entries">The entries of the lower triangle of the symmetric matrix.</param>
    /// <param name="products">The inner products, one a lane.</param>
    public void Inner(ReadOnlySpan<(int Row, int Column, double Value)> entries, Span<DoubleDouble> products)
    {
        Vector<double> high = Vector<double>.Zero;
        Vector<double> low = Vector<double>.Zero;
        foreach ((int row, int column, double value) in entries)
        {
            int place = (row * blocks.Order) + column;
            VectorDoubleDouble.MultiplyAdd(new(value), Vector<double>.Zero, _high[place], _low[place], ref high, ref low);
        }

        for (int lane = 0; lane < Count; lane++)
        {
            products[lane] = new DoubleDouble(high[lane], low[lane]);
        }
    }
}
