using SdpKit.LinearAlgebra;
using SdpKit.SchurSystem;

namespace SdpKit.InteriorPoint;

/// <summary>Computes the HKM direction (dx, dX, dY, dv): Helmberg, Rendl, Vanderbei, Wolkowicz 1996; predictor-corrector of Mehrotra 1992.</summary>
/// <remarks>
/// With R = sum x_i F_i - F_0 - X, sym the symmetric part, and C = 0 in the predictor, C = X^-1 dX_aff dY_aff in the corrector:
/// <code>
/// G = sym(sigma mu X^-1 - X^-1 R Y - C),    H_ij = &lt;F_i, X^-1 F_j Y>
/// (H + Q) dx - A'dv = -c - Qx + A'v + (&lt;F_i,G>)_i,    A dx = b - Ax
/// dX = sum dx_i F_i + R,    dY = sym(sigma mu X^-1 - Y - X^-1 dX Y - C)
/// </code>
/// </remarks>
internal sealed class SearchDirection : IDisposable
{
    /// <summary>Refine while the residual of the dual equations is above this part of what the step leaves anyway.</summary>
    private const double RefinementTarget = 0.02;

    /// <summary>Errors of the dual equations, relative to 1 + ||c||, that are not worth a refinement.</summary>
    private const double Negligible = 2e-10;

    /// <summary>Errors of the dual equations up to which a refinement that does not help is no cause for concern.</summary>
    private const double Harmless = 1e-8;

    private const int MaxRefinements = 3;

    private readonly SdpProblem _problem;
    private readonly ConstraintOperator _map;
    private readonly SchurComplement _schur;
    private readonly ErrorScales _scales;
    private readonly KernelContext _context;
    private readonly BlockMatrices _product;
    private readonly BlockMatrices _correction;
    private readonly double[] _base;
    private readonly double[] _rightHandSide;
    private readonly double[] _image;
    private readonly double[] _error;
    private readonly double[] _equalityError;
    private readonly double[] _refinement;
    private readonly double[] _multiplierRefinement;
    private readonly double[] _target;
    private bool _hasCorrection;

    public SearchDirection(SdpProblem problem, ConstraintOperator map, SchurComplement schur, ErrorScales scales, KernelContext context)
    {
        _problem = problem;
        _map = map;
        _schur = schur;
        _scales = scales;
        _context = context;
        Primal = new BlockMatrices(problem);
        Dual = new BlockMatrices(problem);
        _product = new BlockMatrices(problem);
        _correction = new BlockMatrices(problem);
        int m = problem.VariableCount;
        int p = problem.Equalities.RowCount;
        Variables = new double[m];
        Multipliers = new double[p];
        (_base, _rightHandSide, _image, _error, _refinement, _target) = (new double[m], new double[m], new double[m], new double[m], new double[m], new double[m]);
        (_equalityError, _multiplierRefinement) = (new double[p], new double[p]);
    }

    /// <summary>Gets dx.</summary>
    public double[] Variables { get; }

    /// <summary>Gets dv.</summary>
    public double[] Multipliers { get; }

    /// <summary>Gets dX.</summary>
    public BlockMatrices Primal { get; }

    /// <summary>Gets dY.</summary>
    public BlockMatrices Dual { get; }

    /// <summary>Gets memory that holds nothing between calls.</summary>
    public BlockMatrices Scratch => _product;

    /// <summary>Gets memory that holds C between a corrector and the next predictor.</summary>
    public BlockMatrices Correction => _correction;

    /// <summary>Gets a value indicating whether refinement got the last direction's dual equations to hold about as well as wanted.</summary>
    public bool IsReliable { get; private set; }

    /// <summary>Computes the predictor: sigma = 0 and C = 0.</summary>
    public void Predict(Iterate point, Residuals residuals, BlockMatrices inverse)
    {
        // base = -c - Qx + A'v - <F_i, X^-1 R Y>
        _base.AsSpan().Clear();
        if (!point.IsPrimalExact)
        {
            _map.Combine(point.Variables, 1.0, Primal);
            Primal.AddScaled(-1.0, point.Primal);
            BlockProduct.Multiply(Primal, point.Dual, _product, _context);
            BlockProduct.Multiply(inverse, _product, Primal, _context);
            _map.ApplyAdd(-1.0, Primal, _base);
        }

        for (int i = 0; i < _base.Length; i++)
        {
            _base[i] -= residuals.Gradient[i];
        }

        _problem.Equalities.MultiplyTransposedAdd(1.0, point.Multipliers, _base);
        _hasCorrection = false;
        Solve(0.0, _base, point, residuals, inverse);
    }

    /// <summary>Computes the corrector from the predictor that was computed last.</summary>
    public void Correct(double sigmaMu, Iterate point, Residuals residuals, BlockMatrices inverse)
    {
        // C = X^-1 dX_aff dY_aff
        BlockProduct.Multiply(Primal, Dual, _product, _context);
        BlockProduct.Multiply(inverse, _product, _correction, _context);
        _hasCorrection = true;
        _map.Apply(inverse, _image);
        for (int i = 0; i < _base.Length; i++)
        {
            _rightHandSide[i] = _base[i] + (sigmaMu * _image[i]);
        }

        _map.ApplyAdd(-1.0, _correction, _rightHandSide);
        Solve(sigmaMu, _rightHandSide, point, residuals, inverse);
    }

    public void Dispose()
    {
        Primal.Dispose();
        Dual.Dispose();
        _product.Dispose();
        _correction.Dispose();
    }

    private void Solve(double sigmaMu, ReadOnlySpan<double> rightHandSide, Iterate point, Residuals residuals, BlockMatrices inverse)
    {
        _schur.Solve(rightHandSide, residuals.Equality, Variables, Multipliers);
        ComputeMatrices(sigmaMu, point, inverse);
        double error = MeasureError(residuals);
        double target = Math.Max(RefinementTarget * residuals.DualError, Negligible);
        IsReliable = true;
        for (int step = 0; step < MaxRefinements && error > target; step++)
        {
            // (H + Q) delta - A'deltav = error: the operator that made dY is the true one, the factor only its approximation.
            _schur.Solve(_error, _equalityError, _refinement, _multiplierRefinement);
            AddRefinement(1.0);
            ComputeMatrices(sigmaMu, point, inverse);
            double refined = MeasureError(residuals);
            if (!(refined < error))
            {
                AddRefinement(-1.0);
                ComputeMatrices(sigmaMu, point, inverse);
                IsReliable = step > 0 || error < Harmless;
                return;
            }

            error = refined;
        }
    }

    private void AddRefinement(double scale)
    {
        for (int i = 0; i < Variables.Length; i++)
        {
            Variables[i] += scale * _refinement[i];
        }

        for (int k = 0; k < Multipliers.Length; k++)
        {
            Multipliers[k] += scale * _multiplierRefinement[k];
        }
    }

    /// <summary>Computes dX and dY from dx.</summary>
    private void ComputeMatrices(double sigmaMu, Iterate point, BlockMatrices inverse)
    {
        if (point.IsPrimalExact)
        {
            _map.Combine(Variables, 0.0, Primal);
        }
        else
        {
            // sum dx_i F_i + R = sum (x + dx)_i F_i - F_0 - X
            for (int i = 0; i < _target.Length; i++)
            {
                _target[i] = point.Variables[i] + Variables[i];
            }

            _map.Combine(_target, 1.0, Primal);
            Primal.AddScaled(-1.0, point.Primal);
        }

        BlockProduct.Multiply(Primal, point.Dual, _product, _context);
        BlockProduct.Multiply(inverse, _product, Dual, _context);
        if (_hasCorrection)
        {
            Dual.AddScaled(1.0, _correction);
        }

        DualStepCombination.Combine(sigmaMu, inverse, point.Dual, Dual, _context);
    }

    /// <summary>Sets the error of the dual equations, &lt;F_i,dY> + A'dv - Q dx - r_d, and of A dx = r_a; returns the first relative to 1+||c||.</summary>
    private double MeasureError(Residuals residuals)
    {
        _map.Apply(Dual, _error);
        _problem.Equalities.MultiplyTransposedAdd(1.0, Multipliers, _error);
        _problem.Quadratic.MultiplyAdd(-1.0, Variables, _error);
        double sum = 0.0;
        for (int i = 0; i < _error.Length; i++)
        {
            _error[i] -= residuals.Dual[i];
            sum += _error[i] * _error[i];
        }

        residuals.Equality.CopyTo(_equalityError, 0);
        _problem.Equalities.MultiplyAdd(-1.0, Variables, _equalityError);
        return Math.Sqrt(sum) / _scales.Dual;
    }
}
