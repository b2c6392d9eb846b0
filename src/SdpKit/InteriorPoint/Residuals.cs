using SdpKit.Presolve;

namespace SdpKit.InteriorPoint;

/// <summary>Measures an iterate: residual vectors, objectives, barrier parameter and the DIMACS errors that can be read off them.</summary>
internal sealed class Residuals(SdpProblem problem, CoefficientNorms norms, ErrorScales scales, ConstraintOperator map)
{
    private const double UnitRoundoff = 1.1e-16;

    private readonly double[] _image = new double[problem.VariableCount];
    private readonly double[] _gradient = new double[problem.VariableCount];

    /// <summary>Gets c + Qx, the gradient of the objective.</summary>
    public ReadOnlySpan<double> Gradient => _gradient;

    /// <summary>Gets (&lt;F_i,Y>)_i.</summary>
    public ReadOnlySpan<double> Image => _image;

    /// <summary>Gets r_d = c + Qx - A'v - (&lt;F_i,Y>)_i.</summary>
    public double[] Dual { get; } = new double[problem.VariableCount];

    /// <summary>Gets r_a = b - Ax.</summary>
    public double[] Equality { get; } = new double[problem.Equalities.RowCount];

    public double PrimalObjective { get; private set; }

    public double DualObjective { get; private set; }

    /// <summary>Gets mu = &lt;X,Y> / N, N the total order.</summary>
    public double Mu { get; private set; }

    /// <summary>Gets e1.</summary>
    public double DualError { get; private set; }

    /// <summary>Gets e3.</summary>
    public double PrimalError { get; private set; }

    /// <summary>Gets e5, signed.</summary>
    public double Gap { get; private set; }

    /// <summary>Gets e6.</summary>
    public double Complementarity { get; private set; }

    /// <summary>Gets ||(&lt;F_i,Y> + (A'v)_i)||_2, what keeps (Y, v) from being a ray.</summary>
    public double RayResidual { get; private set; }

    /// <summary>Gets the largest of the errors; e2 and e4 are 0 because X and Y have Cholesky factors.</summary>
    public double Largest => Math.Max(Math.Max(DualError, PrimalError), Math.Max(Math.Abs(Gap), Math.Abs(Complementarity)));

    /// <summary>Measures a point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="scratch">Overwritten by R = sum x_i F_i - F_0 - X where the point is not exact.</param>
    public void Measure(Iterate point, PrimalMatrices scratch)
    {
        ReadOnlySpan<double> x = point.Variables;
        double curvature = Differentiate(x);
        map.Apply(point.Dual, _image);
        Dual.AsSpan().Clear();
        problem.Equalities.MultiplyTransposedAdd(1.0, point.Multipliers, Dual);
        double ray = 0.0;
        double dual = 0.0;
        double linear = 0.0;
        double rounding = 0.0;
        ReadOnlySpan<double> squaredNorms = norms.Squared;
        for (int i = 0; i < Dual.Length; i++)
        {
            double image = _image[i] + Dual[i];
            Dual[i] = _gradient[i] - image;
            ray += image * image;
            dual += Dual[i] * Dual[i];
            rounding += x[i] * x[i] * squaredNorms[i];
            linear += problem.Objective[i] * x[i];
        }

        problem.EqualityRightHandSide.CopyTo(Equality);
        problem.Equalities.MultiplyAdd(-1.0, x, Equality);
        double equality = 0.0;
        double equalityValue = 0.0;
        for (int k = 0; k < Equality.Length; k++)
        {
            equality += Equality[k] * Equality[k];
            equalityValue += problem.EqualityRightHandSide[k] * point.Multipliers[k];
        }

        // Where X is sum x_i F_i - F_0 as computed, what is left is the rounding of that sum.
        double matrix = UnitRoundoff * Math.Sqrt(rounding);
        if (!point.IsPrimalExact)
        {
            map.Combine(x, 1.0, scratch);
            scratch.AddScaled(-1.0, point.Primal);
            matrix = Math.Sqrt(scratch.SquaredNorm());
        }

        double product = point.Primal.Dot(point.Dual);
        PrimalObjective = linear + (0.5 * curvature);
        DualObjective = map.ConstantInner(point.Dual) + equalityValue - (0.5 * curvature);
        double size = 1.0 + Math.Abs(PrimalObjective) + Math.Abs(DualObjective);
        Mu = product / Math.Max(1, TotalOrder(problem));
        RayResidual = Math.Sqrt(ray);
        DualError = Math.Sqrt(dual) / scales.Dual;
        PrimalError = Math.Max(matrix / scales.Primal, Math.Sqrt(equality) / scales.Equality);
        Gap = (PrimalObjective - DualObjective) / size;
        Complementarity = product / size;
    }

    public static long TotalOrder(SdpProblem problem)
    {
        long order = 0;
        foreach (SdpBlock block in problem.Blocks)
        {
            order += block.Order;
        }

        return order;
    }

    /// <summary>Sets the gradient to c + Qx and returns x'Qx.</summary>
    private double Differentiate(ReadOnlySpan<double> x)
    {
        _gradient.AsSpan().Clear();
        double curvature = 0.0;
        if (problem.HasQuadratic)
        {
            problem.Quadratic.MultiplyAdd(1.0, x, _gradient);
            for (int i = 0; i < x.Length; i++)
            {
                curvature += x[i] * _gradient[i];
            }
        }

        for (int i = 0; i < x.Length; i++)
        {
            _gradient[i] += problem.Objective[i];
        }

        return curvature;
    }
}
