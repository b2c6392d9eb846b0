using System.Numerics;
using System.Runtime.InteropServices;

namespace SdpKit.HighPrecision;

/// <summary>Represents a small block-diagonal matrix of double-double numbers, with the textbook operations. Writing is not thread-safe.</summary>
/// <remarks>The two halves of the numbers are stored apart, so that rows are added several numbers at a time.</remarks>
internal sealed class PreciseMatrix(BlockRanges blocks)
{
    private readonly double[] _high = new double[blocks.Order * blocks.Order];
    private readonly double[] _low = new double[blocks.Order * blocks.Order];

    public BlockRanges Blocks => blocks;

    public int Order => blocks.Order;

    public DoubleDouble this[int row, int column]
    {
        get => new(_high[(row * Order) + column], _low[(row * Order) + column]);
        set => (_high[(row * Order) + column], _low[(row * Order) + column]) = value;
    }

    public static PreciseMatrix operator +(PreciseMatrix left, PreciseMatrix right) => Sum(left, 1.0, right);

    public static PreciseMatrix operator -(PreciseMatrix left, PreciseMatrix right) => Sum(left, -1.0, right);

    public static PreciseMatrix operator *(DoubleDouble scale, PreciseMatrix matrix)
    {
        var product = new PreciseMatrix(matrix.Blocks);
        product.AddScaled(scale, matrix);
        return product;
    }

    /// <summary>Computes <c>left + scale * right</c>.</summary>
    public static PreciseMatrix Sum(PreciseMatrix left, DoubleDouble scale, PreciseMatrix right)
    {
        PreciseMatrix sum = left.Copy();
        sum.AddScaled(scale, right);
        return sum;
    }

    /// <summary>Computes the product of two matrices.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PreciseMatrix Multiply(PreciseMatrix left, PreciseMatrix right, CancellationToken cancellationToken)
    {
        var product = new PreciseMatrix(left.Blocks);
        product.SetProduct(left, right, cancellationToken);
        return product;
    }

    /// <summary>Computes the product of two other matrices in the place of this one.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void SetProduct(PreciseMatrix left, PreciseMatrix right, CancellationToken cancellationToken)
    {
        Clear();
        for (int k = 0; k < left.Order; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // Sparse coefficient matrices make products with many zero rows.
            (int first, int end) = (left.Blocks.First(k), left.Blocks.End(k));
            if (right._high.AsSpan((k * right.Order) + first, end - first).ContainsAnyExcept(0.0))
            {
                for (int i = first; i < end; i++)
                {
                    AddRow(i, left[i, k], right, k, first);
                }
            }
        }
    }

    public static PreciseMatrix ScaledIdentity(BlockRanges blocks, DoubleDouble scale)
    {
        var matrix = new PreciseMatrix(blocks);
        for (int i = 0; i < matrix.Order; i++)
        {
            matrix[i, i] = scale;
        }

        return matrix;
    }

    /// <summary>Computes sum A_ij B_ij, the trace of AB for symmetric matrices.</summary>
    public static DoubleDouble Inner(PreciseMatrix left, PreciseMatrix right)
    {
        DoubleDouble sum = 0.0;
        for (int i = 0; i < left.Order; i++)
        {
            for (int j = left.Blocks.First(i); j < left.Blocks.End(i); j++)
            {
                sum += left[i, j] * right[i, j];
            }
        }

        return sum;
    }

    /// <summary>Makes a copy, to be written to.</summary>
    public PreciseMatrix Copy()
    {
        var copy = new PreciseMatrix(blocks);
        _high.CopyTo(copy._high, 0);
        _low.CopyTo(copy._low, 0);
        return copy;
    }

    /// <summary>Sets all entries to zero.</summary>
    public void Clear()
    {
        Array.Clear(_high);
        Array.Clear(_low);
    }

    /// <summary>Computes the trace.</summary>
    public DoubleDouble Trace()
    {
        DoubleDouble sum = 0.0;
        for (int i = 0; i < Order; i++)
        {
            sum += this[i, i];
        }

        return sum;
    }

    /// <summary>Computes (M + M')/2.</summary>
    public PreciseMatrix SymmetricPart()
    {
        var part = new PreciseMatrix(blocks);
        for (int i = 0; i < Order; i++)
        {
            for (int j = blocks.First(i); j <= i; j++)
            {
                part[i, j] = part[j, i] = 0.5 * (this[i, j] + this[j, i]);
            }
        }

        return part;
    }

    /// <summary>Computes <c>this[row, j] += scale * source[sourceRow, j]</c> for all j >= first in the row's block.</summary>
    public void AddRow(int row, DoubleDouble scale, PreciseMatrix source, int sourceRow, int first)
    {
        int length = blocks.End(row) - first;
        Span<double> high = _high.AsSpan((row * Order) + first, length);
        Span<double> low = _low.AsSpan((row * Order) + first, length);
        ReadOnlySpan<double> sourceHigh = source._high.AsSpan((sourceRow * Order) + first, length);
        ReadOnlySpan<double> sourceLow = source._low.AsSpan((sourceRow * Order) + first, length);
        (double scaleHigh, double scaleLow) = scale;
        int vectored = length - (length % Vector<double>.Count);
        Span<Vector<double>> highs = MemoryMarshal.Cast<double, Vector<double>>(high);
        Span<Vector<double>> lows = MemoryMarshal.Cast<double, Vector<double>>(low);
        ReadOnlySpan<Vector<double>> sourceHighs = MemoryMarshal.Cast<double, Vector<double>>(sourceHigh);
        ReadOnlySpan<Vector<double>> sourceLows = MemoryMarshal.Cast<double, Vector<double>>(sourceLow);
        (Vector<double> a, Vector<double> b) = (new(scaleHigh), new(scaleLow));
        for (int k = 0; k < highs.Length; k++)
        {
            VectorDoubleDouble.MultiplyAdd(a, b, sourceHighs[k], sourceLows[k], ref highs[k], ref lows[k]);
        }

        for (int k = vectored; k < length; k++)
        {
            (high[k], low[k]) = new DoubleDouble(high[k], low[k]) + (scale * new DoubleDouble(sourceHigh[k], sourceLow[k]));
        }
    }

    private void AddScaled(DoubleDouble scale, PreciseMatrix matrix)
    {
        for (int i = 0; i < Order; i++)
        {
            AddRow(i, scale, matrix, i, blocks.First(i));
        }
    }
}
