using System.Runtime.InteropServices;

namespace SdpKit.LinearAlgebra;

/// <summary>Solves many triangular systems with one right-hand side each, one after the other, with the same matrix.</summary>
/// <remarks>
/// The diagonal blocks are inverted once, so that a solution is a chain of n / 16 products instead of n divisions that wait for each other.
/// Every entry of L is read once a solution: large ones are bound by memory. A zero on the diagonal gives infinities or NaN.
/// One instance serves one computation at a time and allocates nothing after its construction.
/// </remarks>
internal sealed unsafe class TriangularVectorSolver : IDisposable
{
    private const int Block = 16;

    private readonly AlignedBuffer _inverses;
    private readonly double* _right;
    private MatrixView _l;

    /// <summary>Takes the memory for matrices of order <paramref name="order"/>: 17 vectors.</summary>
    public TriangularVectorSolver(int order)
    {
        int padded = (order + Block - 1) / Block * Block;
        _inverses = new AlignedBuffer(((nint)padded * Block) + Block);
        _right = _inverses.Data + ((nint)padded * Block);
    }

    /// <summary>Takes L, whose memory must stay as it is for the solutions that follow.</summary>
    /// <param name="l">L, n x n, lower triangle; entries above the diagonal are not read.</param>
    public void Prepare(MatrixView l)
    {
        _l = l;
        for (int first = 0; first < l.Rows; first += Block)
        {
            int size = Math.Min(Block, l.Rows - first);
            InvertTransposed(l.Slice(first, first, size, size), TransposedInverse(first));
        }
    }

    /// <summary>Computes b := L^-1 b.</summary>
    public void Solve(double* b)
    {
        int n = _l.Rows;
        for (int first = 0; first < n; first += Block)
        {
            int below = Math.Min(first + Block, n);
            MultiplyByInverse(first, below, false, b + first);
            MatrixVectorProduct.Multiply(-1.0, _l.Slice(below, first, n - below, below - first), false, b + first, 1.0, b + below);
        }
    }

    /// <summary>Computes b := L^-T b.</summary>
    public void SolveTransposed(double* b)
    {
        int n = _l.Rows;
        for (int first = (n - 1) / Block * Block; first >= 0; first -= Block)
        {
            int below = Math.Min(first + Block, n);
            MatrixVectorProduct.Multiply(-1.0, _l.Slice(below, first, n - below, below - first), true, b + below, 1.0, b + first);
            MultiplyByInverse(first, below, true, b + first);
        }
    }

    public void Dispose() => _inverses.Dispose();

    private MatrixView TransposedInverse(int first)
    {
        int size = Math.Min(Block, _l.Rows - first);
        return new MatrixView(_inverses.Data + ((nint)first * Block), size, size, Block);
    }

    private void MultiplyByInverse(int first, int below, bool transpose, double* b)
    {
        VectorOperations.Copy(b, _right, below - first);
        MatrixVectorProduct.Multiply(1.0, TransposedInverse(first), !transpose, _right, 0.0, b);
    }

    // The transposed inverse: its columns are the rows of the inverse, which eliminate each other as whole vectors.
    private static void InvertTransposed(MatrixView l, MatrixView inverse)
    {
        NativeMemory.Clear(inverse.Data, Block * Block * sizeof(double));
        for (int k = 0; k < l.Rows; k++)
        {
            double* row = inverse.Column(k);
            row[k] = 1.0;
            VectorOperations.Scale(1.0 / *l.At(k, k), row, Block);
            for (int i = k + 1; i < l.Rows; i++)
            {
                VectorOperations.AddScaled(-*l.At(i, k), row, inverse.Column(i), Block);
            }
        }
    }
}
