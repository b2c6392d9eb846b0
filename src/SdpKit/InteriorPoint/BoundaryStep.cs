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

    // Against 0.005, on 14 problems of SDPLIB, 0.02 cost four of them an interior-point iteration and saved one of them one; 0.001 gained nothing.
    private const double Tolerance = 0.005;
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

    /// <summary>Computes a step that stays in the cone and is the longest such step to about one percent.</summary>
    /// <param name="factor">L, the Cholesky factor of X, lower triangle.</param>
    /// <param name="direction">D, both triangles filled.</param>
    /// <param name="limit">The longest step of interest, above 0; infinity allowed.</param>
    /// <returns>The step, at most <paramref name="limit"/>; 0 if an operand is not finite.</returns>
    public double Largest(MatrixView factor, MatrixView direction, double limit)
    {
        double sufficient = -1.0 / limit;
        double smallest = _lanczos is not null
            ? _lanczos.Find(factor, direction, sufficient, Tolerance).Lower
            : SmallestEigenvalue(factor, direction);
        return Step(smallest, limit);
    }

    /// <summary>As <see cref="Largest(MatrixView, MatrixView, double)"/>, for a sparse direction and an order above <see cref="LargestReducedOrder"/>.</summary>
    public double Largest(MatrixView factor, SparseSymmetricMatrix direction, double limit) =>
        Step(_lanczos!.Find(factor, direction, -1.0 / limit, Tolerance).Lower, limit);

    /// <summary>As <see cref="Largest(MatrixView, SparseSymmetricMatrix, double)"/>, with a sparse factor.</summary>
    public double Largest(SparseCholesky factor, SparseSymmetricMatrix direction, double limit) =>
        Step(_lanczos!.Find(factor, direction, -1.0 / limit, Tolerance).Lower, limit);

    public void Dispose()
    {
        _lanczos?.Dispose();
        _buffer?.Dispose();
    }

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
