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
    private readonly PrimalFactor _factor;
    private readonly PrimalDirection _primal;
    private readonly BlockMatrices _product;
    private readonly double[] _base;
    private readonly double[] _rightHandSide;
    private readonly double[] _image;
    private readonly double[] _error;
    private readonly double[] _equalityError;
    private readonly double[] _refinement;
    private readonly double[] _multiplierRefinement;
    private readonly double[] _target;

    public SearchDirection(SdpProblem problem, ConstraintOperator map, SchurComplement schur, PrimalFactor factor, ErrorScales scales, KernelContext context)
    {
        _problem = problem;
        _map = map;
        _schur = schur;
        _factor = factor;
        _scales = scales;
        _context = context;
        _primal = new PrimalDirection(problem, map, context);
        Dual = new BlockMatrices(problem);
        _product = new BlockMatrices(problem);
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
    public PrimalMatrices Primal => _primal.Matrix;

    /// <summary>Gets dX with its products.</summary>
    public PrimalDirection PrimalDirection => _primal;

    /// <summary>Gets dY.</summary>
    public BlockMatrices Dual { get; }

    /// <summary>Gets memory that holds nothing between calls.</summary>
    public BlockMatrices Scratch => _product;

    /// <summary>Gets a value indicating whether refinement got the last direction's dual equations to hold about as well as wanted.</summary>
    public bool IsReliable { get; private set; }

    /// <summary>Computes the predictor: sigma = 0 and C = 0.</summary>
    public void Predict(Iterate point, Residuals residuals, BlockMatrices inverse)
    {
        // base = -c - Qx + A'v - <F_i, X^-1 R Y>
        _base.AsSpan().Clear();
        if (!point.IsPrimalExact)
        {
            _primal.Set(point.Variables, 1.0, point.Primal);
            _primal.Multiply(1.0, point.Dual, 0.0, _product);
            _map.ApplyProductAdd(-1.0, inverse, _product, Dual, _base);
        }

        for (int i = 0; i < _base.Length; i++)
        {
            _base[i] -= residuals.Gradient[i];
        }

        _problem.Equalities.MultiplyTransposedAdd(1.0, point.Multipliers, _base);
        Solve(0.0, correction: 0.0, _base, point, residuals, inverse);
    }

    /// <summary>Computes the corrector from the predictor that was computed last.</summary>
    public void Correct(double sigmaMu, Iterate point, Residuals residuals, BlockMatrices inverse)
    {
        // C = X^-1 dX_aff dY_aff
        _primal.Multiply(1.0, Dual, 0.0, _product);
        _map.Apply(inverse, _image);
        for (int i = 0; i < _base.Length; i++)
        {
            _rightHandSide[i] = _base[i] + (sigmaMu * _image[i]);
        }

        _map.ApplyProductAdd(-1.0, inverse, _product, Dual, _rightHandSide);
        Solve(sigmaMu, correction: 1.0, _rightHandSide, point, residuals, inverse);
    }

    public void Dispose()
    {
        _primal.Dispose();
        Dual.Dispose();
        _product.Dispose();
    }

    /// <param name="sigmaMu">sigma mu.</param>
    /// <param name="correction">1 where dX_aff dY_aff is in the product already, 0 where there is none.</param>
    /// <param name="rightHandSide">The right-hand side of the Schur system.</param>
    /// <param name="point">The point.</param>
    /// <param name="residuals">Its residuals.</param>
    /// <param name="inverse">X^-1.</param>
    private void Solve(double sigmaMu, double correction, ReadOnlySpan<double> rightHandSide, Iterate point, Residuals residuals, BlockMatrices inverse)
    {
        _schur.Solve(rightHandSide, residuals.Equality, Variables, Multipliers);
        SetPrimal(point);
        _primal.Multiply(1.0, point.Dual, correction, _product);
        double error = MeasureError(sigmaMu, point, residuals, inverse);
        double target = Math.Max(RefinementTarget * residuals.DualError, Negligible);
        IsReliable = true;
        bool isRefined = false;
        bool isDualCurrent = !_map.IsSamplingCheap;
        for (int step = 0; step < MaxRefinements && error > target; step++)
        {
            // (H + Q) delta - A'deltav = error: the operator that makes dY is the true one, the factor only its approximation.
            isRefined = true;
            _schur.Solve(_error, _equalityError, _refinement, _multiplierRefinement);
            _primal.Set(_refinement, 0.0, subtracted: null);
            AddRefinement(1.0, point);
            double refined = MeasureError(sigmaMu, point, residuals, inverse);
            if (!(refined < error))
            {
                AddRefinement(-1.0, point);
                IsReliable = step > 0 || error < Harmless;
                isDualCurrent = false;
                break;
            }

            error = refined;
        }

        if (isRefined)
        {
            SetPrimal(point);
        }

        if (!isDualCurrent)
        {
            ComputeDual(sigmaMu, point, inverse);
        }
    }

    /// <summary>Adds to dx and dv, and to the product dX Y with dX as the refinement's.</summary>
    private void AddRefinement(double scale, Iterate point)
    {
        for (int i = 0; i < Variables.Length; i++)
        {
            Variables[i] += scale * _refinement[i];
        }

        for (int k = 0; k < Multipliers.Length; k++)
        {
            Multipliers[k] += scale * _multiplierRefinement[k];
        }

        _primal.Multiply(scale, point.Dual, 1.0, _product);
    }

    /// <summary>Computes dX from dx.</summary>
    private void SetPrimal(Iterate point)
    {
        if (point.IsPrimalExact)
        {
            _primal.Set(Variables, 0.0, subtracted: null);
            return;
        }

        // sum dx_i F_i + R = sum (x + dx)_i F_i - F_0 - X
        for (int i = 0; i < _target.Length; i++)
        {
            _target[i] = point.Variables[i] + Variables[i];
        }

        _primal.Set(_target, 1.0, point.Primal);
    }

    /// <summary>Computes dY from the product dX Y + dX_aff dY_aff.</summary>
    private void ComputeDual(double sigmaMu, Iterate point, BlockMatrices inverse)
    {
        _factor.MultiplyByInverse(inverse, _product, Dual);
        DualStepCombination.Combine(sigmaMu, inverse, point.Dual, Dual, _context);
    }

    /// <summary>Sets the error of the dual equations, &lt;F_i,dY> + A'dv - Q dx - r_d, and of A dx = r_a; returns the first relative to 1+||c||.</summary>
    private double MeasureError(double sigmaMu, Iterate point, Residuals residuals, BlockMatrices inverse)
    {
        if (_map.IsSamplingCheap)
        {
            for (int i = 0; i < _error.Length; i++)
            {
                _error[i] = (sigmaMu * _image[i]) - residuals.Image[i];
            }

            _map.ApplyProductAdd(-1.0, inverse, _product, Dual, _error);
        }
        else
        {
            ComputeDual(sigmaMu, point, inverse);
            _map.Apply(Dual, _error);
        }

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
