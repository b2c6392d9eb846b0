using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Training.Projection;

/// <summary>
/// Replaces first weights with more inputs than neurons, V = R Q' with Q'Q = I, by the square R: the constraint and the distance to V do not change when the inputs are rotated, so the
/// nearest weights are A Q' with A nearest to R. Computed by Householder reflections (Golub, Van Loan, Matrix Computations, algorithm 5.2.1 and section 5.1.6), of any rank.
/// </summary>
internal sealed class OrthogonalReduction
{
    private readonly DenseMatrix? _basis;

    /// <param name="weights">V, neurons x inputs; kept.</param>
    public OrthogonalReduction(DenseMatrix weights)
    {
        Reduced = weights;
        if (weights.Columns <= weights.Rows)
        {
            return;
        }

        // V' = Q R'. Column k of the work holds the reflection k from row k on, and column k of R' above it.
        DenseMatrix work = weights.Transposed();
        int n = work.Columns;
        var pivots = new double[n];
        var scales = new double[n];
        for (int k = 0; k < n; k++)
        {
            Span<double> v = work.Column(k)[k..];
            (pivots[k], scales[k]) = HouseholderReflection.Replace(v);
            for (int j = k + 1; j < n; j++)
            {
                HouseholderReflection.Apply(v, scales[k], work.Column(j)[k..]);
            }
        }

        Reduced = DenseMatrix.Of(n, n, (i, j) => i == j ? pivots[i] : i > j ? work[j, i] : 0.0);
        _basis = DenseMatrix.Of(work.Rows, n, (i, j) => i == j ? 1.0 : 0.0);
        for (int k = n - 1; k >= 0; k--)
        {
            for (int j = k; j < n; j++)
            {
                HouseholderReflection.Apply(work.Column(k)[k..], scales[k], _basis.Column(j)[k..]);
            }
        }
    }

    /// <summary>Gets R, or V itself where it has no more inputs than neurons.</summary>
    public DenseMatrix Reduced { get; }

    /// <summary>Goes from A back to A Q'.</summary>
    public DenseMatrix Restore(DenseMatrix reduced, KernelContext context)
    {
        if (_basis is null)
        {
            return reduced;
        }

        var weights = new DenseMatrix(reduced.Rows, _basis.Rows);
        MatrixOperations.Multiply(1.0, reduced, false, _basis, true, 0.0, weights, context);
        return weights;
    }
}
