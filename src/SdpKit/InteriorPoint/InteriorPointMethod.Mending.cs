namespace SdpKit.InteriorPoint;

/// <content>Keeps Y on its equations where the rounding of the HKM direction has left them.</content>
internal sealed unsafe partial class InteriorPointMethod
{
    private const double MendingReduction = 1e-4;

    private const int MendingSteps = 100;

    /// <summary>Where a step left Y further from its equations than it was meant to, projects Y back, if it then still is positive definite.</summary>
    /// <param name="expected">(1 - a_d) times the error before the step.</param>
    private void MendDual(double expected)
    {
        if (_residuals.DualError <= Math.Max(2.0 * expected, 0.01 * _settings.Tolerance))
        {
            return;
        }

        _projection.Compute(_residuals.Dual, MendingReduction, MendingSteps, _direction.Dual);
        _direction.Dual.AddScaled(1.0, _point.Dual);
        if (BlockCholesky.TryFactor(_direction.Dual, _direction.Primal, _context))
        {
            _point.Dual.CopyFrom(_direction.Dual);
            _dualFactor.CopyFrom(_direction.Primal);
            _residuals.Measure(_point, _direction.Scratch);
        }
    }

    /// <summary>
    /// Where only the dual equations keep the point from being the answer, projects Y onto them; its smallest eigenvalue may then be negative, by less
    /// than the error e2 allows. Returns true, and leaves the answer in place, where all errors are within the tolerance.
    /// </summary>
    private bool TryFinishByProjection()
    {
        double tolerance = _settings.Tolerance;
        if (_residuals.PrimalError > tolerance || Math.Abs(_residuals.Complementarity) > tolerance)
        {
            return false;
        }

        BlockMatrices before = _direction.Primal;
        BlockMatrices projected = _direction.Dual;
        before.CopyFrom(_point.Dual);
        _projection.Compute(_residuals.Dual, MendingReduction, MendingSteps, projected);
        projected.AddScaled(1.0, _point.Dual);

        // e2 <= tolerance / 2 is what a Cholesky factor of Y + (1 + ||c||) tolerance / 2 I shows.
        _point.Dual.CopyFrom(projected);
        projected.AddToDiagonal(0.5 * tolerance * _scales.Dual);
        bool isNearlyInside = BlockCholesky.TryFactor(projected, _direction.Scratch, _context);
        _residuals.Measure(_point, _direction.Scratch);
        if (isNearlyInside && _residuals.Largest <= tolerance)
        {
            return true;
        }

        _point.Dual.CopyFrom(before);
        _residuals.Measure(_point, _direction.Scratch);
        return false;
    }

    /// <summary>Projects a primal ray onto &lt;F_i,Y> + (A'v)_i = 0, to rounding.</summary>
    private void MakeRayExact(Iterate point)
    {
        _map.Apply(point.Dual, _residuals.Dual);
        _problem.Equalities.MultiplyTransposedAdd(1.0, point.Multipliers, _residuals.Dual);
        _projection.Compute(_residuals.Dual, 1e-14, 2 * MendingSteps, _direction.Scratch);
        point.Dual.AddScaled(-1.0, _direction.Scratch);
    }
}
