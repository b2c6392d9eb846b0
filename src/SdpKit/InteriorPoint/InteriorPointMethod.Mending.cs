namespace SdpKit.InteriorPoint;

/// <content>Keeps Y on its equations where the rounding of the HKM direction has left them.</content>
internal sealed unsafe partial class InteriorPointMethod
{
    /// <summary>What a projection leaves of the error is enough where it is this part of it.</summary>
    private const double MendingReduction = 1e-4;

    /// <summary>The most conjugate gradient steps of a projection, and of one whose preconditioner is a Schur complement.</summary>
    private const int MendingSteps = 100;
    private const int ScaledSteps = 10;

    /// <summary>Up to how many times the tolerance of the gap the dual equations may be what is left to do.</summary>
    private const double EndGame = 1000.0;

    /// <summary>How many times the tolerance the other errors may be for a projection to be worth its time.</summary>
    private const double WorthProjecting = 1e4;

    /// <summary>Where a step left Y further from its equations than it was meant to, projects Y back, if it then still is positive definite.</summary>
    /// <param name="expected">(1 - a_d) times the error before the step.</param>
    private void MendDual(double expected)
    {
        bool isAstray = _residuals.DualError > Math.Max(2.0 * expected, 0.01 * _settings.Tolerance);
        bool isInTheWay = _residuals.DualError > 0.1 * _settings.Tolerance && Math.Abs(_residuals.Complementarity) < EndGame * _settings.Tolerance;
        if (!isAstray && !isInTheWay)
        {
            return;
        }

        _projection.Compute(_residuals.Dual, MendingReduction, MendingSteps, _direction.Dual);
        if (TryMoveDual())
        {
            return;
        }

        // Only worth another Schur complement where the error is what keeps the method from its goal.
        if (isInTheWay
            && _scaledProjection.TryCompute(_residuals.Dual, MendingReduction, ScaledSteps, _point.Dual, _direction.Dual, _direction.Scratch))
        {
            TryMoveDual();
        }
    }

    /// <summary>Adds the direction to Y if the sum is positive definite.</summary>
    private bool TryMoveDual()
    {
        _direction.Dual.AddScaled(1.0, _point.Dual);
        if (!BlockCholesky.TryFactor(_direction.Dual, _direction.Scratch, _context))
        {
            return false;
        }

        _point.Dual.CopyFrom(_direction.Dual, _context);
        _dualFactor.CopyFrom(_direction.Scratch, _context);
        _residuals.Measure(_point, _direction.Primal);
        return true;
    }

    /// <summary>
    /// Looks for a better answer than the point itself: Y projected onto its equations. Its smallest eigenvalue may then be negative, which the error e2
    /// counts; where x is large, that is a good bargain, because the gap holds r_d'x. The iteration goes on from the point as it is.
    /// </summary>
    private void ConsiderProjection()
    {
        double tolerance = _settings.Tolerance;
        bool isDualToBlame = Math.Max(_residuals.DualError, Math.Abs(_residuals.Gap - _residuals.Complementarity)) > 0.1 * tolerance;
        if (!isDualToBlame || _residuals.Largest <= tolerance || Math.Max(_residuals.PrimalError, Math.Abs(_residuals.Complementarity)) > WorthProjecting * tolerance)
        {
            return;
        }

        BlockMatrices before = _inverse;
        BlockMatrices projected = _direction.Dual;
        before.CopyFrom(_point.Dual, _context);
        _projection.Compute(_residuals.Dual, MendingReduction, MendingSteps, projected);
        _point.Dual.AddScaled(1.0, projected);
        double coneError = ConeError(_point.Dual, projected, tolerance);
        _residuals.Measure(_point, _direction.Primal);
        _monitor.Consider(_point, Math.Max(_residuals.Largest, coneError));
        if (_point.IsPrimalExact && !_problem.HasQuadratic)
        {
            ConsiderCrossing(_residuals.PrimalObjective - _residuals.DualObjective, coneError);
        }

        _point.Dual.CopyFrom(before, _context);
        _residuals.Measure(_point, _direction.Primal);
    }

    /// <summary>Remembers a point with p - d >= 0; from another looks back to the last such for an answer between the two. The iteration goes on from the point as it is.</summary>
    private void ConsiderCrossing(double difference, double coneError)
    {
        if (difference >= 0.0)
        {
            _crossing.Remember(_point, difference, coneError);
            return;
        }

        _point.Variables.CopyTo(_variables, 0);
        _point.Multipliers.CopyTo(_multipliers, 0);
        if (_crossing.TryMix(_point, difference))
        {
            _map.Combine(_point.Variables, 1.0, _point.Primal);
            _residuals.Measure(_point, _direction.Primal);
            _monitor.Consider(_point, Math.Max(_residuals.Largest, Math.Max(coneError, _crossing.ConeError)));
            _variables.CopyTo(_point.Variables, 0);
            _multipliers.CopyTo(_point.Multipliers, 0);
            _map.Combine(_point.Variables, 1.0, _point.Primal);
        }
    }

    /// <summary>Bounds e2: the least of a few shifts s (1 + ||c||) with which Y + s (1 + ||c||) I has a Cholesky factor.</summary>
    private double ConeError(BlockMatrices dual, BlockMatrices trial, double tolerance)
    {
        for (double shift = 0.0; shift < WorthProjecting * tolerance; shift = shift == 0.0 ? 0.1 * tolerance : 3.0 * shift)
        {
            trial.CopyFrom(dual, _context);
            trial.AddToDiagonal(shift * _scales.Dual);
            if (BlockCholesky.TryFactor(trial, _direction.Scratch, _context))
            {
                return shift;
            }
        }

        return double.PositiveInfinity;
    }

    /// <summary>Moves Y, where it has grown along what looks like a ray, onto the ray's equations, if it then still is positive definite: that is a proof of infeasibility.</summary>
    private bool TryBecomeRay()
    {
        if (!_rays.TryBeginProjection(_point, _residuals.RayResidual))
        {
            return false;
        }

        BlockMatrices before = _inverse;
        before.CopyFrom(_point.Dual, _context);
        MakeRayExact(_point);
        _direction.Dual.CopyFrom(_point.Dual, _context);
        if (_rays.IsPrimalRay(_point, MeasureRay(_point)) && BlockCholesky.TryFactor(_direction.Dual, _direction.Scratch, _context))
        {
            return true;
        }

        _point.Dual.CopyFrom(before, _context);
        return false;
    }

    /// <summary>Projects a primal ray onto &lt;F_i,Y> + (A'v)_i = 0, to rounding.</summary>
    private void MakeRayExact(Iterate point)
    {
        MeasureRay(point);
        _projection.Compute(_image, 1e-14, 2 * MendingSteps, _direction.Scratch);
        point.Dual.AddScaled(-1.0, _direction.Scratch);
    }

    /// <summary>Computes (&lt;F_i,Y> + (A'v)_i)_i and returns its norm.</summary>
    private double MeasureRay(Iterate point)
    {
        _map.Apply(point.Dual, _image);
        _problem.Equalities.MultiplyTransposedAdd(1.0, point.Multipliers, _image);
        double sum = 0.0;
        foreach (double value in _image)
        {
            sum += value * value;
        }

        return Math.Sqrt(sum);
    }
}
