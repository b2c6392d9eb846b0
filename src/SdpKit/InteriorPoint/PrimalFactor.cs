using SdpKit.LinearAlgebra;
using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.InteriorPoint;

/// <summary>Owns the Cholesky factors of X, sparse ones where they fill little, and what is computed with them. One user at a time.</summary>
internal sealed unsafe class PrimalFactor : IDisposable
{
    private readonly BlockMatrices _full;
    private readonly SparseCholesky?[] _sparse;

    private readonly MatrixView[] _dense;
    private readonly List<AlignedBuffer> _replacements = [];
    private readonly StripSolver _solver;
    private readonly KernelContext _context;

    public PrimalFactor(SdpProblem problem, PrimalStructure structure, KernelContext context)
    {
        _context = context;
        _full = new BlockMatrices(problem, b => structure.Factor(b) is null);
        _dense = [.. _full.Semidefinite];
        _sparse = new SparseCholesky?[_dense.Length];
        for (int b = 0; b < _sparse.Length; b++)
        {
            _sparse[b] = structure.Factor(b) is { } symbolic ? new SparseCholesky(symbolic, structure.Combination(b)!.Vector) : null;
        }

        _solver = new StripSolver(structure.LargestSparseOrder, context);
    }

    /// <summary>Factors X; false where a block or a diagonal entry is not positive definite.</summary>
    public bool TryFactor(PrimalMatrices matrix)
    {
        for (int i = 0; i < matrix.DiagonalOrder; i++)
        {
            if (!(matrix.Diagonal[i] > 0.0))
            {
                return false;
            }
        }

        for (int b = 0; b < _sparse.Length; b++)
        {
            if (!TryFactorBlock(matrix, b))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Computes X^-1, both triangles.</summary>
    public void Invert(PrimalMatrices matrix, BlockMatrices destination)
    {
        for (int b = 0; b < _sparse.Length; b++)
        {
            if (_sparse[b] is { } factor)
            {
                _solver.Invert(factor, destination.Semidefinite[b], _context);
            }
            else
            {
                SymmetricInverse.FromCholesky(_dense[b], destination.Semidefinite[b], _context);
            }
        }

        for (int i = 0; i < matrix.DiagonalOrder; i++)
        {
            destination.Diagonal[i] = 1.0 / matrix.Diagonal[i];
        }
    }

    /// <summary>Computes <c>destination = X^-1 right</c>, by solutions where the factor is sparse and with the inverse, which is given, otherwise.</summary>
    public void MultiplyByInverse(BlockMatrices inverse, BlockMatrices right, BlockMatrices destination)
    {
        for (int b = 0; b < _sparse.Length; b++)
        {
            if (_sparse[b] is { } factor)
            {
                _solver.Solve(factor, right.Semidefinite[b], destination.Semidefinite[b], _context);
            }
            else
            {
                MatrixProduct.Multiply(1.0, inverse.Semidefinite[b], false, right.Semidefinite[b], false, 0.0, destination.Semidefinite[b], _context);
            }
        }

        BlockProduct.MultiplyDiagonal(1.0, inverse, right, 0.0, destination);
    }

    /// <summary>Computes how far a block of X can go along a direction: see <see cref="BoundaryStep"/>.</summary>
    public double Largest(BoundaryStep boundary, PrimalMatrices direction, int block, double limit, bool isRough) => (_sparse[block], direction.Sparse(block)) switch
    {
        ({ } factor, { } sparse) => boundary.Largest(factor, sparse, limit, isRough),
        (_, { } sparse) => boundary.Largest(_dense[block], sparse, limit, isRough),
        _ => boundary.Largest(_dense[block], direction.Full.Semidefinite[block], limit, isRough),
    };

    public void Dispose()
    {
        _full.Dispose();
        _solver.Dispose();
        foreach (SparseCholesky? factor in _sparse)
        {
            factor?.Dispose();
        }

        foreach (AlignedBuffer replacement in _replacements)
        {
            replacement.Dispose();
        }
    }

    private bool TryFactorBlock(PrimalMatrices matrix, int block)
    {
        if (_sparse[block] is not { } factor)
        {
            return TryFactorFull(matrix, block, _dense[block]);
        }

        SparseSymmetricMatrix sparse = matrix.Sparse(block)!;
        sparse.CopyTo(factor);
        return sparse.HasVector ? factor.TryFactor(sparse.Weight, _context) ?? TryReplace(matrix, block) : factor.Factor(_context) < 0;
    }

    /// <summary>Goes over to a full factor, once and for all, if there is one.</summary>
    private bool TryReplace(PrimalMatrices matrix, int block)
    {
        int order = matrix.Sparse(block)!.Order;
        var buffer = new AlignedBuffer((nint)order * order);
        MatrixView full = buffer.AsMatrix(order, order);
        if (!TryFactorFull(matrix, block, full))
        {
            buffer.Dispose();
            return false;
        }

        _sparse[block]!.Dispose();
        (_sparse[block], _dense[block]) = (null, full);
        _replacements.Add(buffer);
        return true;
    }

    private bool TryFactorFull(PrimalMatrices matrix, int block, MatrixView full)
    {
        if (matrix.Sparse(block) is { } sparse)
        {
            PagedMemory.Clear(full.Data, (nint)full.Rows * full.Columns, _context);
            sparse.AddTo(full, _context.CancellationToken);
        }
        else
        {
            PagedMemory.Copy(matrix.Full.Semidefinite[block].Data, full.Data, (nint)full.Rows * full.Columns, _context);
        }

        return Cholesky.Factor(full, _context) < 0;
    }
}
