using SdpKit.LinearAlgebra;
using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.InteriorPoint;

/// <summary>Owns a combination D = sum x_i F_i - s F_0 - t X, and multiplies it by symmetric matrices along its sparsity and its low rank. One user at a time.</summary>
internal sealed class PrimalDirection : IDisposable
{
    private readonly ConstraintOperator _map;

    /// <summary>What F_1..F_m alone have in D, where that is sparser than D.</summary>
    private readonly SparseSymmetricMatrix?[] _terms;
    private readonly SparseSymmetricProduct _product;
    private readonly KernelContext _context;
    private readonly double[] _variables;
    private bool _isSplit;

    public PrimalDirection(SdpProblem problem, ConstraintOperator map, KernelContext context)
    {
        (_map, _context) = (map, context);
        Matrix = new PrimalMatrices(problem, map.Structure);
        _terms = new SparseSymmetricMatrix?[Matrix.SemidefiniteCount];
        _variables = new double[problem.VariableCount];
        int largest = map.Structure.LargestSparseOrder;
        for (int b = 0; b < _terms.Length; b++)
        {
            if (IsWorthSplitting(b))
            {
                _terms[b] = map.Structure.Direction(b)!.CreateMatrix();
                largest = Math.Max(largest, _terms[b]!.Order);
            }
        }

        _product = new SparseSymmetricProduct(largest, context);
    }

    /// <summary>Gets D.</summary>
    public PrimalMatrices Matrix { get; }

    /// <summary>Sets D.</summary>
    /// <param name="x">The variables.</param>
    /// <param name="constantScale">s.</param>
    /// <param name="subtracted">X, or null for 0.</param>
    /// <param name="subtractedScale">t.</param>
    public void Set(ReadOnlySpan<double> x, double constantScale, PrimalMatrices? subtracted, double subtractedScale = 1.0)
    {
        x.CopyTo(_variables);
        _map.Combine(x, constantScale, Matrix);
        if (subtracted is not null)
        {
            Matrix.AddScaled(-subtractedScale, subtracted);
        }

        // What X holds of low rank is known only as a whole, and F_0 may be dense.
        _isSplit = subtracted is null && constantScale == 0.0;
        if (!_isSplit)
        {
            return;
        }

        for (int b = 0; b < _terms.Length; b++)
        {
            if (_terms[b] is { } terms)
            {
                _map.Structure.Direction(b)!.Set(x, 0.0, terms);
            }
        }
    }

    /// <summary>Computes <c>destination = alpha D right + beta destination</c>.</summary>
    /// <param name="alpha">The factor of the product.</param>
    /// <param name="right">A symmetric matrix, both triangles.</param>
    /// <param name="beta">The factor of the old destination; with 0, it is not read.</param>
    /// <param name="destination">Receives the result, which is not symmetric.</param>
    public void Multiply(double alpha, BlockMatrices right, double beta, BlockMatrices destination)
    {
        for (int b = 0; b < _terms.Length; b++)
        {
            MatrixView from = right.Semidefinite[b];
            MatrixView to = destination.Semidefinite[b];
            if (_isSplit && _terms[b] is { } terms)
            {
                _product.Multiply(alpha, terms, from, beta, to, _context);
                if (_map.Structure.Direction(b)!.LeavesLowRank)
                {
                    _map.LowRank(b)!.MultiplyAdd(alpha, _variables, from, to, _context);
                }
            }
            else if (Matrix.Sparse(b) is { } sparse)
            {
                _product.Multiply(alpha, sparse, from, beta, to, _context);
            }
            else
            {
                MatrixProduct.Multiply(alpha, Matrix.Full.Semidefinite[b], false, from, false, beta, to, _context);
            }
        }

        BlockProduct.MultiplyDiagonal(alpha, Matrix.Full, right, beta, destination);
    }

    public void Dispose()
    {
        Matrix.Dispose();
        _product.Dispose();
        foreach (SparseSymmetricMatrix? terms in _terms)
        {
            terms?.Dispose();
        }
    }

    private bool IsWorthSplitting(int block) =>
        _map.Structure.Direction(block) is { } terms
        && (!terms.LeavesLowRank || _map.LowRank(block)!.IsThin)
        && !(Matrix.Sparse(block) is { } whole && whole.Pattern.EntryCount == terms.Pattern.EntryCount);
}
