using SdpKit.LinearAlgebra;
using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.InteriorPoint;

/// <summary>Finds how far one semidefinite block can go along a direction: the largest alpha with X + alpha D positive semidefinite.</summary>
/// <remarks>
/// With X = LL' it is -1 / lambda for the smallest eigenvalue lambda of L^-1 D L^-T, if that is negative. Small blocks take it from the whole
/// tridiagonal form, larger ones from <see cref="LanczosMinimum"/>. One instance serves one computation at a time and allocates nothing after its construction.
/// </remarks>
internal sealed unsafe class BoundaryStep : IDisposable
{
    // Up to this order reducing the whole matrix, which is certain, costs no more than twice the usual Lanczos steps.
    public const int LargestReducedOrder = 64;

    // Up to this order a factorisation, which settles most of many blocks, costs a tenth of the eigenvalue.
    private const int LargestTestedOrder = 16;
    private const double ClearPivot = 1e-12;

    // Against 0.005, on 14 problems of SDPLIB, 0.02 cost four of them an interior-point iteration and saved one of them one; 0.001 gained nothing.
    private const double Tolerance = 0.005;
    private const double RoughTolerance = 0.1;
    private const double ReducedTolerance = 1e-9;

    private readonly int _order;
    private readonly LanczosMinimum? _lanczos;
    private readonly AlignedBuffer? _buffer;

    /// <summary>Takes the memory for blocks of order <paramref name="order"/>, at least 1.</summary>
    public BoundaryStep(int order)
    {
        _order = order;
        if (order > LargestReducedOrder)
        {
            _lanczos = new LanczosMinimum(order);
        }
        else
        {
            _buffer = new AlignedBuffer((2 * order * order) + (5 * order));
        }
    }

    /// <summary>Says whether a small block clearly is positive definite after a step, which then need not be shortened for it; in doubt false.</summary>
    /// <param name="matrix">X, both triangles filled.</param>
    /// <param name="direction">D, both triangles filled.</param>
    /// <param name="step">The step.</param>
    public bool ClearlyAllows(MatrixView matrix, MatrixView direction, double step)
    {
        if (_order > LargestTestedOrder)
        {
            return false;
        }

        // Cholesky of X + step D, column by column, l_ij = (x_ij - sum_(k<j) l_ik l_jk) / l_jj.
        MatrixView l = new(_buffer!.Data, _order, _order, _order);
        for (int j = 0; j < _order; j++)
        {
            for (int i = j; i < _order; i++)
            {
                double entry = *matrix.At(i, j) + (step * *direction.At(i, j));
                for (int k = 0; k < j; k++)
                {
                    entry -= *l.At(i, k) * *l.At(j, k);
                }

                *l.At(i, j) = entry;
            }

            double pivot = *l.At(j, j);
            if (!(pivot > ClearPivot * *matrix.At(j, j)))
            {
                return false;
            }

            double scale = 1.0 / Math.Sqrt(pivot);
            for (int i = j; i < _order; i++)
            {
                *l.At(i, j) *= scale;
            }
        }

        return true;
    }

    /// <summary>Computes a step that stays in the cone and is the longest such step to about one percent.</summary>
    /// <param name="factor">L, the Cholesky factor of X, lower triangle.</param>
    /// <param name="direction">D, both triangles filled.</param>
    /// <param name="limit">The longest step of interest, above 0; infinity allowed.</param>
    /// <param name="isRough">Whether an estimate will do, which may be a little too long and takes half the Lanczos steps.</param>
    /// <returns>The step, at most <paramref name="limit"/>; 0 if an operand is not finite.</returns>
    public double Largest(MatrixView factor, MatrixView direction, double limit, bool isRough = false) => _lanczos is null
        ? Step(SmallestEigenvalue(factor, direction), limit)
        : Step(_lanczos.Find(factor, direction, -1.0 / limit, RelativeTolerance(isRough)), limit, isRough);

    /// <summary>As <see cref="Largest(MatrixView, MatrixView, double, bool)"/>, for a sparse direction and an order above <see cref="LargestReducedOrder"/>.</summary>
    public double Largest(MatrixView factor, SparseSymmetricMatrix direction, double limit, bool isRough = false) =>
        Step(_lanczos!.Find(factor, direction, -1.0 / limit, RelativeTolerance(isRough)), limit, isRough);

    /// <summary>As <see cref="Largest(MatrixView, SparseSymmetricMatrix, double, bool)"/>, with a sparse factor.</summary>
    public double Largest(SparseCholesky factor, SparseSymmetricMatrix direction, double limit, bool isRough = false) =>
        Step(_lanczos!.Find(factor, direction, -1.0 / limit, RelativeTolerance(isRough)), limit, isRough);

    public void Dispose()
    {
        _lanczos?.Dispose();
        _buffer?.Dispose();
    }

    private static double RelativeTolerance(bool isRough) => isRough ? RoughTolerance : Tolerance;

    private static double Step((double Lower, double Estimate) smallest, double limit, bool isRough) => Step(isRough ? smallest.Estimate : smallest.Lower, limit);

    private static double Step(double smallest, double limit) => smallest >= -1.0 / limit ? limit : smallest < 0.0 ? -1.0 / smallest : 0.0;

    private double SmallestEigenvalue(MatrixView factor, MatrixView direction)
    {
        double* workspace = _buffer!.Data;
        MatrixView congruent = new(workspace, _order, _order, _order);
        workspace += _order * _order;
        SymmetricCongruence.Form(factor, direction, congruent, workspace);
        double* diagonal = workspace;
        double* couplings = diagonal + _order;
        double* tau = couplings + _order;
        if (!SymmetricScaling.TryNormalizeLower(congruent, out int exponent))
        {
            return double.NaN;
        }

        SymmetricTridiagonalReduction.Reduce(congruent, diagonal, couplings, tau, tau + _order);
        return Math.ScaleB(TridiagonalMinimum.Enclose(diagonal, couplings, _order, ReducedTolerance).Lower, exponent);
    }
}
