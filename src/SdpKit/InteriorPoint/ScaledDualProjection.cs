using SdpKit.LinearAlgebra;
using SdpKit.SchurSystem;

namespace SdpKit.InteriorPoint;

/// <summary>Moves Y onto its equations within the cone: Y := Y + Y S Y, S = sum w_i F_i, &lt;F_i, Y S Y> = r_i, by preconditioned conjugate gradients.</summary>
/// <remarks>
/// The shortest correction pushes the small eigenvalues of Y out of the cone; this one changes each in proportion to its square, so Y stays positive definite
/// for far larger r. The matrix of the &lt;F_i, Y F_j Y> is the Schur complement with Y in place of X^-1; regularised and factored it is the preconditioner, and the
/// operator itself holds no inverse, so its rounding is small. One computation at a time.
/// </remarks>
internal sealed unsafe class ScaledDualProjection : IDisposable
{
    /// <summary>Multiples of I that are added to the preconditioner, scaled to unit diagonal, until it has a factor.</summary>
    private const double LeastRegularization = 1e-15;
    private const double RegularizationGrowth = 100.0;
    private const double LargestRegularization = 1e-8;

    private readonly ConstraintOperator _map;
    private readonly SchurComplement _schur;
    private readonly KernelContext _context;
    private readonly AlignedBuffer _squares;
    private readonly double[] _residual;
    private readonly double[] _preconditioned;
    private readonly double[] _search;
    private readonly double[] _image;
    private readonly double[] _weights;
    private readonly double[] _zero;
    private readonly double[] _ignored;

    public ScaledDualProjection(SdpProblem problem, ConstraintOperator map, SchurComplement schur, int diagonalOrder, KernelContext context)
    {
        (_map, _schur, _context) = (map, schur, context);
        int m = problem.VariableCount;
        (_residual, _preconditioned, _search, _image, _weights) = (new double[m], new double[m], new double[m], new double[m], new double[m]);
        (_zero, _ignored) = (new double[problem.Equalities.RowCount], new double[problem.Equalities.RowCount]);
        _squares = new AlignedBuffer(diagonalOrder);
    }

    /// <summary>Computes the correction Y S Y; uses up what the Schur complement held.</summary>
    /// <param name="residual">r, what &lt;F_i,Y> lacks.</param>
    /// <param name="reduction">By how much the residual's norm has to shrink.</param>
    /// <param name="maxSteps">The largest number of conjugate gradient steps.</param>
    /// <param name="dual">Y.</param>
    /// <param name="correction">Receives the matrix to add to Y.</param>
    /// <param name="product">Overwritten.</param>
    /// <returns>False where the matrix has no factor or the residual did not shrink.</returns>
    public bool TryCompute(ReadOnlySpan<double> residual, double reduction, int maxSteps, BlockMatrices dual, BlockMatrices correction, BlockMatrices product)
    {
        if (!TryFactor(dual))
        {
            return false;
        }

        _weights.AsSpan().Clear();
        residual.CopyTo(_residual);
        double start = Dot(_residual, _residual);
        double squared = start;
        double weighted = 0.0;
        for (int step = 0; step < maxSteps && squared > reduction * reduction * start; step++)
        {
            _schur.Solve(_residual, _zero, _preconditioned, _ignored);
            double previous = weighted;
            weighted = Dot(_residual, _preconditioned);
            for (int i = 0; i < _search.Length; i++)
            {
                _search[i] = _preconditioned[i] + (step == 0 ? 0.0 : weighted / previous * _search[i]);
            }

            Sandwich(_search, dual, correction, product);
            _map.Apply(correction, _image);
            double length = weighted / Dot(_search, _image);
            if (!(length > 0.0))
            {
                break;
            }

            for (int i = 0; i < _residual.Length; i++)
            {
                _weights[i] += length * _search[i];
                _residual[i] -= length * _image[i];
            }

            squared = Dot(_residual, _residual);
        }

        Sandwich(_weights, dual, correction, product);
        return squared < start;
    }

    public void Dispose() => _squares.Dispose();

    private bool TryFactor(BlockMatrices dual)
    {
        for (int i = 0; i < dual.DiagonalOrder; i++)
        {
            _squares.Data[i] = dual.Diagonal[i] * dual.Diagonal[i];
        }

        for (double regularization = LeastRegularization; regularization <= LargestRegularization; regularization *= RegularizationGrowth)
        {
            _schur.Form(dual.Semidefinite, dual.Semidefinite, _squares.Data);
            if (_schur.TryFactor(regularization))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Computes <c>destination = Y (sum w_i F_i) Y</c>.</summary>
    private void Sandwich(ReadOnlySpan<double> weights, BlockMatrices dual, BlockMatrices destination, BlockMatrices product)
    {
        _map.Combine(weights, 0.0, destination);
        BlockProduct.Multiply(destination, dual, product, _context);
        BlockProduct.Multiply(dual, product, destination, _context);
        foreach (MatrixView block in destination.Semidefinite)
        {
            Symmetrization.Average(block, _context);
        }
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0.0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }
}
