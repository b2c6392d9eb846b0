using SdpKit.LinearAlgebra.Eigenvalues;
using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.LinearAlgebra;

/// <summary>Bounds the smallest eigenvalue of L^-1 D L^-T by the Lanczos method with full reorthogonalisation.</summary>
/// <remarks>
/// The lower bound is the smallest Ritz value less the norm of its residual and a thousandth. Some eigenvalue lies that near; that it is the smallest one is as certain
/// as that the fixed start vector does not miss it, so a caller who needs proof factors the stepped matrix, as an interior-point method does anyway.
/// Source: K. C. Toh, "A note on the calculation of step-lengths in interior-point methods for semidefinite programming", Comput. Optim. Appl. 21 (2002).
/// One instance serves one computation at a time and allocates nothing after its construction.
/// </remarks>
internal sealed unsafe class LanczosMinimum : IDisposable
{
    // About 20 are usual; a smallest eigenvalue far from the middle of a wide spectrum takes more.
    private const int MaximumSteps = 60;

    // Before this many steps, and when seen once only, a small residual says little about the end of the spectrum.
    private const int MinimumSteps = 8;
    private const int Confirmations = 2;
    private const double Roundoff = 1e-14;

    // The residual of a vector from within a cluster of eigenvalues is smaller than the cluster.
    private const double ClusterWidth = 1e-3;

    private readonly int _order;
    private readonly int _steps;
    private readonly AlignedBuffer _buffer;
    private readonly TriangularVectorSolver _solver;
    private readonly MatrixView _basis;
    private readonly double* _start;
    private readonly double* _solved;
    private readonly double* _work;
    private readonly double* _diagonal;
    private readonly double* _couplings;
    private readonly double* _projections;

    /// <summary>Takes the memory for matrices of order <paramref name="order"/>, at least 1: about 80 vectors.</summary>
    public LanczosMinimum(int order)
    {
        _order = order;
        _steps = Math.Min(order, MaximumSteps);
        _solver = new TriangularVectorSolver(order);
        _buffer = new AlignedBuffer(((nint)order * (_steps + 3)) + (2 * _steps) + SmallestRitzPair.WorkspaceLength(_steps));
        _basis = new MatrixView(_buffer.Data, order, _steps, order);
        _start = _buffer.Data + ((nint)order * _steps);
        _solved = _start + order;
        _work = _solved + order;
        _diagonal = _work + order;
        _couplings = _diagonal + _steps;
        _projections = _couplings + _steps;
        FillStart();
    }

    /// <summary>Computes the smallest Ritz value and a lower bound.</summary>
    /// <param name="l">L, lower triangle.</param>
    /// <param name="d">D, lower triangle.</param>
    /// <param name="sufficient">A lower bound that need not be improved.</param>
    /// <param name="tolerance">The distance of bound and estimate to reach, relative to the estimate.</param>
    /// <returns>The bound and the estimate, NaN if an operand is not finite.</returns>
    public (double Lower, double Estimate) Find(MatrixView l, MatrixView d, double sufficient, double tolerance)
    {
        _solver.Prepare(l);
        return Find(new DenseCongruence(_solver, d), sufficient, tolerance);
    }

    /// <summary>As <see cref="Find(MatrixView, MatrixView, double, double)"/>, for a sparse D.</summary>
    public (double Lower, double Estimate) Find(MatrixView l, SparseSymmetricMatrix d, double sufficient, double tolerance)
    {
        _solver.Prepare(l);
        return Find(new MixedCongruence(_solver, d), sufficient, tolerance);
    }

    /// <summary>As <see cref="Find(MatrixView, MatrixView, double, double)"/>, for a sparse D and the sparse factor P A P' = LL' in place of L.</summary>
    public (double Lower, double Estimate) Find(SparseCholesky factor, SparseSymmetricMatrix d, double sufficient, double tolerance) =>
        Find(new SparseCongruence(factor, d), sufficient, tolerance);

    /// <summary>As <see cref="Find(MatrixView, MatrixView, double, double)"/>, for any L^-1 D L^-T.</summary>
    public (double Lower, double Estimate) Find<TCongruence>(TCongruence congruence, double sufficient, double tolerance)
        where TCongruence : struct, ICongruence
    {
        VectorOperations.Copy(_start, _basis.Data, _order);
        double norm = 0.0;
        int settled = 0;
        for (int k = 0; ; k++)
        {
            Step(congruence, k);
            (double estimate, double residual) = SmallestRitzPair.Compute(_diagonal, _couplings, k + 1, _projections);
            double coupling = _couplings[k];
            norm = Math.Max(norm, Math.Abs(_diagonal[k]) + coupling);
            double lower = estimate - residual - (ClusterWidth * Math.Abs(estimate));
            settled = lower >= sufficient || residual <= tolerance * Math.Abs(estimate) ? settled + 1 : 0;
            if (k == _steps - 1 || (settled >= Confirmations && k >= MinimumSteps - 1) || !(coupling > Roundoff * norm))
            {
                return (lower, estimate);
            }

            double* next = _basis.Column(k + 1);
            VectorOperations.Copy(_work, next, _order);
            VectorOperations.Scale(1.0 / coupling, next, _order);
        }
    }

    public void Dispose()
    {
        _buffer.Dispose();
        _solver.Dispose();
    }

    // w := L^-1 D L^-T v_k, orthogonalised against v_0..v_k twice ("twice is enough"); its length is the coupling to the next vector.
    private void Step<TCongruence>(TCongruence congruence, int k)
        where TCongruence : struct, ICongruence
    {
        VectorOperations.Copy(_basis.Column(k), _solved, _order);
        congruence.Apply(_solved, _work);
        MatrixView basis = _basis.Slice(0, 0, _order, k + 1);
        _diagonal[k] = 0.0;
        for (int pass = 0; pass < 2; pass++)
        {
            MatrixVectorProduct.Multiply(1.0, basis, true, _work, 0.0, _projections);
            MatrixVectorProduct.Multiply(-1.0, basis, false, _projections, 1.0, _work);
            _diagonal[k] += _projections[k];
        }

        _couplings[k] = Math.Sqrt(VectorOperations.SumOfSquares(_work, _order));
    }

    // A fixed pseudo-random direction, the same on every machine: Knuth's 64-bit linear congruential generator (MMIX).
    private void FillStart()
    {
        ulong state = 1;
        for (int i = 0; i < _order; i++)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            _start[i] = ((state >> 11) * (1.0 / (1L << 52))) - 1.0;
        }

        VectorOperations.Scale(1.0 / Math.Sqrt(VectorOperations.SumOfSquares(_start, _order)), _start, _order);
    }
}
