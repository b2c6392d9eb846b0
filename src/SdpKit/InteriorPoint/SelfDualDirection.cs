using SdpKit.LinearAlgebra;
using SdpKit.SchurSystem;

namespace SdpKit.InteriorPoint;

/// <summary>Computes HKM directions of the simplified homogeneous self-dual embedding, for problems without a quadratic term.</summary>
/// <remarks>
/// <para>
/// Xu, Hung, Ye, "A simplified homogeneous and self-dual linear programming algorithm and its implementation", 1996; Potra, Sheng, "On homogeneous
/// interior-point algorithms for semidefinite programming", 1998. The embedding asks for R = 0, r_d = 0, r_a = 0, r_g = 0, X, Y, tau, kappa >= 0 with
/// <code>
/// R = sum x_i F_i - tau F_0 - X,  r_d = tau c - A'v - (&lt;F_i,Y>)_i,  r_a = tau b - Ax,  r_g = &lt;F_0,Y> + b'v - c'x - kappa
/// </code>
/// Taking away the part eta of the residuals, with G = sym(sigma mu X^-1 - Y - eta X^-1 R Y - C) and h_i = &lt;F_i, X^-1 F_0 Y>, the direction is
/// <code>
/// H dx - A'dv = (&lt;F_i,G>)_i - eta r_d + dtau (h - c),  A dx = eta r_a + dtau b,  H_ij = &lt;F_i, X^-1 F_j Y>
/// dX = sum dx_i F_i - dtau F_0 + eta R,  dY = sym(sigma mu X^-1 - Y - X^-1 dX Y - C)
/// &lt;F_0,dY> + b'dv - c'dx - dkappa = -eta r_g,  kappa dtau + tau dkappa = sigma mu - tau kappa - dtau_aff dkappa_aff
/// </code>
/// so that dx and dv are linear in dtau: two right-hand sides with one factor.
/// </para>
/// </remarks>
/// <param name="problem">The problem after presolve.</param>
/// <param name="map">Its linear map.</param>
/// <param name="schur">H, formed and factored by the caller.</param>
/// <param name="factor">The Cholesky factor of X, at every call that of the point.</param>
/// <param name="workspace">Lends its memory, and receives dx, dv, dX, dY.</param>
/// <param name="context">The team.</param>
internal sealed class SelfDualDirection(
    SdpProblem problem,
    ConstraintOperator map,
    SchurComplement schur,
    PrimalFactor factor,
    SearchDirection workspace,
    KernelContext context)
{
    private readonly Image _inverse = new(problem);
    private readonly Image _dual = new(problem);
    private readonly Image _residual = new(problem);
    private readonly Image _constant = new(problem);
    private readonly Image _correction = new(problem);
    private readonly double[] _dualResidual = new double[problem.VariableCount];
    private readonly double[] _equalityResidual = new double[problem.Equalities.RowCount];
    private readonly double[] _right = new double[problem.VariableCount];
    private readonly double[] _equalityRight = new double[problem.Equalities.RowCount];
    private readonly double[] _slope = new double[problem.VariableCount];
    private readonly double[] _multiplierSlope = new double[problem.Equalities.RowCount];
    private double _gapResidual;

    /// <summary>Gets dtau.</summary>
    public double Scale { get; private set; }

    /// <summary>Gets dkappa.</summary>
    public double Slack { get; private set; }

    /// <summary>Gets ||(&lt;F_i,Y> + (A'v)_i)||_2, what keeps (Y, v) from being a ray.</summary>
    public double RayResidual { get; private set; }

    /// <summary>Measures the residuals at a point.</summary>
    public void Measure(Iterate point, double tau, double kappa)
    {
        _dual.Take(map, point.Dual);
        _dual.Variables.CopyTo(_dualResidual, 0);
        problem.Equalities.MultiplyTransposedAdd(1.0, point.Multipliers, _dualResidual);
        RayResidual = Math.Sqrt(Dot(_dualResidual, _dualResidual));
        for (int i = 0; i < _dualResidual.Length; i++)
        {
            _dualResidual[i] = (tau * problem.Objective[i]) - _dualResidual[i];
        }

        for (int k = 0; k < _equalityResidual.Length; k++)
        {
            _equalityResidual[k] = tau * problem.EqualityRightHandSide[k];
        }

        problem.Equalities.MultiplyAdd(-1.0, point.Variables, _equalityResidual);
        _gapResidual = _dual.Constant + Dot(problem.EqualityRightHandSide, point.Multipliers) - Dot(problem.Objective, point.Variables) - kappa;
    }

    /// <summary>Prepares for the directions at the point that was measured last.</summary>
    public void Prepare(Iterate point, double tau, BlockMatrices inverse)
    {
        _inverse.Take(map, inverse);

        // X^-1 R Y
        workspace.PrimalDirection.Set(point.Variables, tau, point.Primal);
        _residual.Take(map, Product(inverse, point.Dual));

        // X^-1 F_0 Y
        _right.AsSpan().Clear();
        workspace.PrimalDirection.Set(_right, -1.0, subtracted: null);
        _constant.Take(map, Product(inverse, point.Dual));
        for (int i = 0; i < _right.Length; i++)
        {
            _right[i] = _constant.Variables[i] - problem.Objective[i];
        }

        schur.Solve(_right, problem.EqualityRightHandSide, _slope, _multiplierSlope);
    }

    /// <summary>Computes the predictor: sigma = 0, eta = 1, C = 0.</summary>
    public void Predict(Iterate point, double tau, double kappa, BlockMatrices inverse)
    {
        _correction.Clear();
        Solve(sigmaMu: 0.0, eta: 1.0, product: 0.0, correction: 0.0, point, tau, kappa, inverse);
    }

    /// <summary>Computes the corrector from the predictor that was computed last, with eta = 1 - sigma.</summary>
    public void Correct(double sigma, double mu, Iterate point, double tau, double kappa, BlockMatrices inverse)
    {
        _correction.Take(map, Product(inverse, workspace.Dual));
        Solve(sigma * mu, 1.0 - sigma, Scale * Slack, correction: 1.0, point, tau, kappa, inverse);
    }

    /// <param name="sigmaMu">sigma mu.</param>
    /// <param name="eta">The part of the residuals that is taken away.</param>
    /// <param name="product">dtau_aff dkappa_aff.</param>
    /// <param name="correction">1 where dX_aff dY_aff is in the scratch memory already, 0 where there is none.</param>
    /// <param name="point">The point.</param>
    /// <param name="tau">Its tau.</param>
    /// <param name="kappa">Its kappa.</param>
    /// <param name="inverse">X^-1.</param>
    private void Solve(double sigmaMu, double eta, double product, double correction, Iterate point, double tau, double kappa, BlockMatrices inverse)
    {
        (double[] dx, double[] dv) = (workspace.Variables, workspace.Multipliers);
        for (int i = 0; i < _right.Length; i++)
        {
            _right[i] = (sigmaMu * _inverse.Variables[i]) - _dual.Variables[i] - (eta * (_residual.Variables[i] + _dualResidual[i])) - _correction.Variables[i];
        }

        for (int k = 0; k < _equalityRight.Length; k++)
        {
            _equalityRight[k] = eta * _equalityResidual[k];
        }

        schur.Solve(_right, _equalityRight, dx, dv);
        double constant = (sigmaMu * _inverse.Constant) - _dual.Constant - (eta * _residual.Constant) - _correction.Constant;
        double target = ((sigmaMu - product) / tau) - kappa;
        Scale = (target - (eta * _gapResidual) - Gap(constant, dx, dv)) / (Gap(_constant.Constant, _slope, _multiplierSlope) + (kappa / tau));
        Slack = target - (kappa / tau * Scale);
        for (int i = 0; i < dx.Length; i++)
        {
            dx[i] += Scale * _slope[i];
            _right[i] = dx[i] + (eta * point.Variables[i]);
        }

        for (int k = 0; k < dv.Length; k++)
        {
            dv[k] += Scale * _multiplierSlope[k];
        }

        // dX = sum (dx + eta x)_i F_i - (dtau + eta tau) F_0 - eta X
        workspace.PrimalDirection.Set(_right, Scale + (eta * tau), point.Primal, eta);
        workspace.PrimalDirection.Multiply(1.0, point.Dual, correction, workspace.Scratch);
        factor.MultiplyByInverse(inverse, workspace.Scratch, workspace.Dual);
        DualStepCombination.Combine(sigmaMu, inverse, point.Dual, workspace.Dual, context);
    }

    /// <summary>Computes &lt;F_0,dY> + b'dv - c'dx, where dY is what dx leaves of a matrix with the inner product <paramref name="constant"/>.</summary>
    private double Gap(double constant, ReadOnlySpan<double> dx, ReadOnlySpan<double> dv) =>
        constant - Dot(_constant.Variables, dx) + Dot(problem.EqualityRightHandSide, dv) - Dot(problem.Objective, dx);

    /// <summary>Computes X^-1 dX right in the memory of dY; dX right stays in the scratch memory.</summary>
    private BlockMatrices Product(BlockMatrices inverse, BlockMatrices right)
    {
        workspace.PrimalDirection.Multiply(1.0, right, 0.0, workspace.Scratch);
        factor.MultiplyByInverse(inverse, workspace.Scratch, workspace.Dual);
        return workspace.Dual;
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0.0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    /// <summary>Holds the inner products of all coefficient matrices with the symmetric part of one matrix.</summary>
    private sealed class Image(SdpProblem problem)
    {
        public double[] Variables { get; } = new double[problem.VariableCount];

        public double Constant { get; private set; }

        public void Take(ConstraintOperator map, BlockMatrices matrix)
        {
            map.Apply(matrix, Variables);
            Constant = map.ConstantInner(matrix);
        }

        public void Clear()
        {
            Variables.AsSpan().Clear();
            Constant = 0.0;
        }
    }
}
