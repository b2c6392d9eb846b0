using SdpKit.LinearAlgebra;
using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.InteriorPoint;

/// <summary>Owns a combination D = sum x_i F_i - s F_0 - X, and multiplies it by symmetric matrices along its sparsity and its low rank. One user at a time.</summary>
internal sealed class PrimalDirection : IDisposable
{
    private readonly ConstraintOperator _map;
    private readonly SparseCombination?[] _sparse;
    private readonly bool[] _isSplit;
    private readonly SparseSymmetricProduct _product;
    private readonly KernelContext _context;
    private readonly double[] _variables;
    private double _constantScale;

    public PrimalDirection(SdpProblem problem, ConstraintOperator map, KernelContext context)
    {
        (_map, _context) = (map, context);
        Matrix = new BlockMatrices(problem);
        _sparse = new SparseCombination?[Matrix.Semidefinite.Length];
        _isSplit = new bool[_sparse.Length];
        _variables = new double[problem.VariableCount];
        int largest = 0;
        for (int b = 0; b < _sparse.Length; b++)
        {
            int order = problem.Blocks[b].Order;
            if (map.LowRank(b) is null or { IsThin: true } && SparseCombination.TryCreate(problem.Coefficients[b], order) is { } sparse)
            {
                _sparse[b] = sparse;
                largest = Math.Max(largest, order);
            }
        }

        _product = new SparseSymmetricProduct(largest, context);
    }

    /// <summary>Gets D, both triangles.</summary>
    public BlockMatrices Matrix { get; }

    /// <summary>Sets D.</summary>
    /// <param name="x">The variables.</param>
    /// <param name="constantScale">s.</param>
    /// <param name="subtracted">X, on the pattern of the F_i where they have no low-rank terms; or null for 0.</param>
    public void Set(ReadOnlySpan<double> x, double constantScale, BlockMatrices? subtracted)
    {
        x.CopyTo(_variables);
        _constantScale = constantScale;
        _map.Combine(x, constantScale, Matrix);
        if (subtracted is not null)
        {
            Matrix.AddScaled(-1.0, subtracted);
        }

        for (int b = 0; b < _sparse.Length; b++)
        {
            // What X holds of low rank is known only as a whole.
            _isSplit[b] = _sparse[b] is not null && (subtracted is null || _map.LowRank(b) is null);
            if (!_isSplit[b])
            {
                continue;
            }

            _sparse[b]!.Set(x, constantScale);
            if (subtracted is not null)
            {
                _sparse[b]!.Matrix.AddEntriesOf(-1.0, subtracted.Semidefinite[b]);
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
        for (int b = 0; b < _sparse.Length; b++)
        {
            if (_isSplit[b])
            {
                _product.Multiply(alpha, _sparse[b]!.Matrix, right.Semidefinite[b], beta, destination.Semidefinite[b], _context);
                _map.LowRank(b)?.MultiplyAdd(alpha, _variables, _constantScale, right.Semidefinite[b], destination.Semidefinite[b], _context);
            }
            else
            {
                MatrixProduct.Multiply(
                    alpha, Matrix.Semidefinite[b], false, right.Semidefinite[b], false, beta, destination.Semidefinite[b], _context);
            }
        }

        BlockProduct.MultiplyDiagonal(alpha, Matrix, right, beta, destination);
    }

    public void Dispose()
    {
        Matrix.Dispose();
        _product.Dispose();
        foreach (SparseCombination? sparse in _sparse)
        {
            sparse?.Dispose();
        }
    }
}
