using SdpKit.Presolve;

namespace SdpKit.InteriorPoint;

/// <summary>Moves Y the shortest way onto its equations: Y := Y + sum w_i F_i with &lt;F_i, sum w_j F_j> = r_i, by conjugate gradients.</summary>
/// <remarks>
/// The HKM direction satisfies the dual equations only to the rounding of X^-1 dX Y, which grows with the condition of X; this projection does not
/// involve X^-1. One user at a time.
/// </remarks>
internal sealed class DualProjection
{
    private readonly ConstraintOperator _map;
    private readonly double[] _preconditioner;
    private readonly double[] _weights;
    private readonly double[] _residual;
    private readonly double[] _search;
    private readonly double[] _image;

    public DualProjection(SdpProblem problem, CoefficientNorms norms, ConstraintOperator map)
    {
        int m = problem.VariableCount;
        _map = map;
        _preconditioner = norms.Squared.ToArray();
        (_weights, _residual, _search, _image) = (new double[m], new double[m], new double[m], new double[m]);
        for (int i = 0; i < m; i++)
        {
            _preconditioner[i] = _preconditioner[i] > 0.0 ? 1.0 / _preconditioner[i] : 1.0;
        }
    }

    /// <summary>Computes the correction sum w_i F_i.</summary>
    /// <param name="residual">r, what &lt;F_i,Y> lacks.</param>
    /// <param name="reduction">By how much the residual's norm has to shrink.</param>
    /// <param name="maxSteps">The largest number of conjugate gradient steps.</param>
    /// <param name="correction">Receives the matrix to add to Y.</param>
    public void Compute(ReadOnlySpan<double> residual, double reduction, int maxSteps, BlockMatrices correction)
    {
        _weights.AsSpan().Clear();
        residual.CopyTo(_residual);
        double target = reduction * reduction * SquaredNorm(_residual);
        double weighted = 0.0;
        for (int step = 0; step < maxSteps && SquaredNorm(_residual) > target; step++)
        {
            // Preconditioned by 1 / ||F_i||^2, the diagonal of the matrix of the <F_i, F_j>.
            double previous = weighted;
            weighted = 0.0;
            for (int i = 0; i < _residual.Length; i++)
            {
                weighted += _residual[i] * _preconditioner[i] * _residual[i];
            }

            for (int i = 0; i < _search.Length; i++)
            {
                _search[i] = (_preconditioner[i] * _residual[i]) + (step == 0 ? 0.0 : weighted / previous * _search[i]);
            }

            _map.Combine(_search, 0.0, correction);
            _map.Apply(correction, _image);
            double length = weighted / correction.Dot(correction);
            for (int i = 0; i < _weights.Length; i++)
            {
                _weights[i] += length * _search[i];
                _residual[i] -= length * _image[i];
            }
        }

        _map.Combine(_weights, 0.0, correction);
    }

    private static double SquaredNorm(ReadOnlySpan<double> values)
    {
        double sum = 0.0;
        foreach (double value in values)
        {
            sum += value * value;
        }

        return sum;
    }
}
