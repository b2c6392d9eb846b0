namespace SdpKit.InteriorPoint;

/// <summary>Projects a dual ray onto the equations it has to satisfy: Y := Y - sum w_i F_i with &lt;F_i, sum w_j F_j> = &lt;F_i,Y> + (A'v)_i.</summary>
internal static class RayProjection
{
    private const int MaxSteps = 200;

    /// <summary>Makes <c>&lt;F_i,Y> + (A'v)_i</c> vanish to rounding by conjugate gradients on the normal equations; Y may end up indefinite by as much as it was wrong.</summary>
    public static void Project(SdpProblem problem, ConstraintOperator map, Iterate ray, BlockMatrices scratch)
    {
        var weights = new double[problem.VariableCount];
        var residual = new double[problem.VariableCount];
        var image = new double[problem.VariableCount];
        map.Apply(ray.Dual, residual);
        problem.Equalities.MultiplyTransposedAdd(1.0, ray.Multipliers, residual);
        double[] search = [.. residual];
        double squared = SquaredNorm(residual);
        double target = squared * 1e-28;
        for (int step = 0; step < MaxSteps && squared > target; step++)
        {
            map.Combine(search, 0.0, scratch);
            map.Apply(scratch, image);
            double length = squared / scratch.Dot(scratch);
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] += length * search[i];
                residual[i] -= length * image[i];
            }

            double next = SquaredNorm(residual);
            for (int i = 0; i < search.Length; i++)
            {
                search[i] = residual[i] + (next / squared * search[i]);
            }

            squared = next;
        }

        map.Combine(weights, 0.0, scratch);
        ray.Dual.AddScaled(-1.0, scratch);
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
