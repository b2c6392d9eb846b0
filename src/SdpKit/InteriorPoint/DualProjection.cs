namespace SdpKit.InteriorPoint;

/// <summary>Moves Y the shortest way onto its equations: Y := Y + sum w_i F_i with &lt;F_i, sum w_j F_j> = r_i, by conjugate gradients.</summary>
/// <remarks>
/// The HKM direction satisfies the dual equations only to the rounding of X^-1 dX Y, which grows with the condition of X; this projection does not
/// involve X^-1. One user at a time.
/// </remarks>
internal sealed class DualProjection(SdpProblem problem, ConstraintOperator map)
{
    private readonly double[] _weights = new double[problem.VariableCount];
    private readonly double[] _residual = new double[problem.VariableCount];
    private readonly double[] _search = new double[problem.VariableCount];
    private readonly double[] _image = new double[problem.VariableCount];

    /// <summary>Computes the correction sum w_i F_i.</summary>
    /// <param name="residual">r, what &lt;F_i,Y> lacks.</param>
    /// <param name="reduction">By how much the residual's norm has to shrink.</param>
    /// <param name="maxSteps">The largest number of conjugate gradient steps.</param>
    /// <param name="correction">Receives the matrix to add to Y.</param>
    public void Compute(ReadOnlySpan<double> residual, double reduction, int maxSteps, BlockMatrices correction)
    {
        _weights.AsSpan().Clear();
        residual.CopyTo(_residual);
        residual.CopyTo(_search);
        double squared = SquaredNorm(_residual);
        double target = squared * reduction * reduction;
        for (int step = 0; step < maxSteps && squared > target; step++)
        {
            map.Combine(_search, 0.0, correction);
            map.Apply(correction, _image);
            double length = squared / correction.Dot(correction);
            for (int i = 0; i < _weights.Length; i++)
            {
                _weights[i] += length * _search[i];
                _residual[i] -= length * _image[i];
            }

            double next = SquaredNorm(_residual);
            for (int i = 0; i < _search.Length; i++)
            {
                _search[i] = _residual[i] + (next / squared * _search[i]);
            }

            squared = next;
        }

        map.Combine(_weights, 0.0, correction);
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
