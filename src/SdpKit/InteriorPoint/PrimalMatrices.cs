using SdpKit.LinearAlgebra;
using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.InteriorPoint;

/// <summary>Owns X or a direction of it: blocks on the pattern of the F_i where <see cref="PrimalStructure"/> says so, full ones otherwise.</summary>
internal sealed unsafe class PrimalMatrices : IDisposable
{
    private readonly SparseSymmetricMatrix?[] _sparse;

    public PrimalMatrices(SdpProblem problem, PrimalStructure structure)
    {
        Full = new BlockMatrices(problem, b => !structure.IsSparse(b));
        _sparse = new SparseSymmetricMatrix?[Full.Semidefinite.Length];
        for (int b = 0; b < _sparse.Length; b++)
        {
            _sparse[b] = structure.IsSparse(b) ? structure.Combination(b)!.CreateMatrix() : null;
        }
    }

    /// <summary>Gets the full blocks and the diagonal one; sparse blocks are views of order 0 in it.</summary>
    public BlockMatrices Full { get; }

    /// <summary>Gets the diagonal block's entries.</summary>
    public double* Diagonal => Full.Diagonal;

    public int DiagonalOrder => Full.DiagonalOrder;

    public int SemidefiniteCount => _sparse.Length;

    /// <summary>Returns a semidefinite block as a sparse matrix, null where it is full.</summary>
    public SparseSymmetricMatrix? Sparse(int block) => _sparse[block];

    public void CopyFrom(PrimalMatrices source, KernelContext context)
    {
        Full.CopyFrom(source.Full, context);
        for (int b = 0; b < _sparse.Length; b++)
        {
            if (_sparse[b] is { } sparse)
            {
                VectorOperations.Copy(source._sparse[b]!.Values, sparse.Values, sparse.ValueCount);
            }
        }
    }

    /// <summary>Computes <c>this += scale * other</c>.</summary>
    public void AddScaled(double scale, PrimalMatrices other)
    {
        Full.AddScaled(scale, other.Full);
        for (int b = 0; b < _sparse.Length; b++)
        {
            if (_sparse[b] is { } sparse)
            {
                VectorOperations.AddScaled(scale, other._sparse[b]!.Values, sparse.Values, sparse.ValueCount);
            }
        }
    }

    /// <summary>Computes the inner product with symmetric matrices, both triangles.</summary>
    public double Dot(BlockMatrices other)
    {
        double sum = VectorOperations.Dot(Diagonal, other.Diagonal, DiagonalOrder);
        for (int b = 0; b < _sparse.Length; b++)
        {
            MatrixView block = other.Semidefinite[b];
            sum += _sparse[b]?.Dot(block) ?? VectorOperations.Dot(Full.Semidefinite[b].Data, block.Data, (nint)block.Rows * block.Columns);
        }

        return sum;
    }

    /// <summary>Computes the square of the Frobenius norm.</summary>
    public double SquaredNorm()
    {
        double sum = Full.Dot(Full);
        foreach (SparseSymmetricMatrix? sparse in _sparse)
        {
            sum += sparse?.SquaredNorm() ?? 0.0;
        }

        return sum;
    }

    public void SetScaledIdentity(ReadOnlySpan<double> blockScales, double diagonalScale, KernelContext context)
    {
        Full.SetScaledIdentity(blockScales, diagonalScale, context);
        for (int b = 0; b < _sparse.Length; b++)
        {
            if (_sparse[b] is { } sparse)
            {
                sparse.Clear();
                new Span<double>(sparse.Values, sparse.Order).Fill(blockScales[b]);
            }
        }
    }

    /// <summary>Adds <c>scale * hh'</c> to a block; false where the block is sparse and holds no multiples of that.</summary>
    public bool TryAddRankOne(int block, double scale, ReadOnlySpan<double> h)
    {
        if (_sparse[block] is { } sparse)
        {
            return sparse.TryAddRankOne(scale, h);
        }

        Full.AddRankOne(block, scale, h);
        return true;
    }

    /// <summary>Copies into the public type, block by block.</summary>
    public SymmetricBlockMatrix ToSymmetric(SdpProblem problem, KernelContext context)
    {
        SymmetricBlockMatrix result = Full.ToSymmetric(problem, context);
        for (int b = 0; b < _sparse.Length; b++)
        {
            if (_sparse[b] is { } sparse)
            {
                fixed (double* values = result.Values(b))
                {
                    sparse.AddTo(new MatrixView(values, sparse.Order, sparse.Order, sparse.Order), CancellationToken.None);
                }
            }
        }

        return result;
    }

    public void Dispose()
    {
        Full.Dispose();
        foreach (SparseSymmetricMatrix? sparse in _sparse)
        {
            sparse?.Dispose();
        }
    }
}
