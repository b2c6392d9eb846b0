namespace SdpKit.InteriorPoint;

/// <content>The parts of an iteration: report, stopping test, centering, step lengths, the step itself.</content>
internal sealed unsafe partial class InteriorPointMethod
{
    private void Report(double primalStep, double dualStep, IProgress<IterationReport>? progress)
    {
        var report = new IterationReport(
            _iteration,
            _residuals.PrimalObjective,
            _residuals.DualObjective,
            Math.Abs(_residuals.Gap),
            _residuals.PrimalError,
            _residuals.DualError,
            _residuals.Mu,
            primalStep,
            dualStep,
            _timer.Elapsed);
        _history.Add(report);
        progress?.Report(report);
    }

    private StopReason? Test(double primalStep, double dualStep)
    {
        double error = _residuals.Largest;
        if (double.IsNaN(error))
        {
            return StopReason.Breakdown;
        }

        _monitor.Consider(_point, error);
        ConsiderProjection();
        if (_monitor.BestError <= _settings.Tolerance)
        {
            return StopReason.Converged;
        }

        if (_rays.IsPrimalRay(_point, _residuals.RayResidual) || TryBecomeRay())
        {
            return StopReason.PrimalRay;
        }

        if (_rays.IsDualRay(_point, scale: 1.0, _direction.Scratch))
        {
            return StopReason.DualRay;
        }

        if (_isFarOut && _monitor.IsSlow(_residuals.Mu, isRounded: _regularization > 0.0))
        {
            return StopReason.PrecisionSpent;
        }

        // Where <X,Y> is far below the tolerance already, a still smaller mu is no progress.
        bool hasMuToLose = Math.Abs(_residuals.Complementarity) > 0.01 * _settings.Tolerance;
        if (_iteration > 0 && _monitor.IsStuck(hasMuToLose ? _residuals.Mu : double.PositiveInfinity, primalStep, dualStep))
        {
            return StopReason.Stalled;
        }

        // The timer that interrupts an iteration may come late where the thread pool is busy.
        if (_settings.TimeLimit > TimeSpan.Zero && _timer.Elapsed >= _settings.TimeLimit)
        {
            return StopReason.TimeLimit;
        }

        return _iteration >= _settings.MaxIterations ? StopReason.IterationLimit : null;
    }

    /// <summary>Computes the steps to take along the direction: a fraction of what stays inside, at most 1, one common step where the objective is quadratic.</summary>
    private (double Primal, double Dual) FindSteps(double fraction, bool isRough)
    {
        Phase ended = _timer.Enter(Phase.StepLength);
        double limit = 1.0 / fraction;
        (double primal, double dual) = _stepLength.Longest(_point, _primalFactor, _dualFactor, _direction, limit, _context, isRough);
        (primal, dual) = (Math.Min(1.0, fraction * primal), Math.Min(1.0, fraction * dual));
        _timer.Enter(ended);

        // Different steps would leave (a_p - a_d) Q dx in the dual residual.
        return _problem.HasQuadratic ? (Math.Min(primal, dual), Math.Min(primal, dual)) : (primal, dual);
    }

    /// <summary>Computes sigma = (mu_aff / mu)^e from the predictor's steps, e = max(1, 3 min(a_p, a_d)^2) (Toh, Todd, Tütüncü 1999, section 3.2).</summary>
    private double Centering(double primalStep, double dualStep)
    {
        // mu_aff = <X + a_p dX, Y + a_d dY> / N
        double product = _point.Primal.Dot(_point.Dual);
        double affine = product
            + (primalStep * _direction.Primal.Dot(_point.Dual))
            + (dualStep * _point.Primal.Dot(_direction.Dual))
            + (primalStep * dualStep * _direction.Primal.Dot(_direction.Dual));
        double shortest = Math.Min(primalStep, dualStep);
        double exponent = Math.Max(1.0, 3.0 * shortest * shortest);

        // Without a cone there is nothing to centre. Where H has to be regularised the direction is rough, and a rough direction should not aim for the boundary.
        double ratio = product > 0.0 ? Math.Clamp(affine / product, 0.0, 1.0) : 0.0;
        double least = _regularization > 0.0 ? 0.1 : 1e-6;
        return Math.Clamp(Math.Pow(ratio, exponent), least, 0.9);
    }

    /// <summary>Moves the point; a step whose end has no Cholesky factor is shortened.</summary>
    private (double Primal, double Dual) Take(double primalStep, double dualStep)
    {
        Phase ended = _timer.Enter(Phase.StepLength);
        dualStep = Advance(_moveDual, _factorDual, dualStep);
        primalStep = AdvancePrimal(_problem.HasQuadratic ? dualStep : primalStep);
        if (_problem.HasQuadratic && primalStep < dualStep)
        {
            // One common step: shorten both together.
            MoveDual(primalStep - dualStep);
            _factorDual();
            dualStep = primalStep;
        }

        _timer.Enter(ended);
        return (primalStep, dualStep);
    }

    private static double Advance(Action<double> move, Func<bool> factor, double step)
    {
        const double Shortening = 0.8;
        const double Shortest = 1e-10;
        move(step);
        while (!factor())
        {
            double shorter = step > Shortest ? Shortening * step : 0.0;
            move(shorter - step);
            if (step == 0.0)
            {
                break;
            }

            step = shorter;
        }

        return step;
    }

    /// <summary>Moves x and X. Once the primal equations hold, X is sum x_i F_i - F_0 as computed, so that their residual stays at rounding level, if that has a factor.</summary>
    private double AdvancePrimal(double step)
    {
        const double Negligible = 1e-13;
        if (_point.IsPrimalExact)
        {
            MovePrimal(step);
            if (TryTakeExact())
            {
                return step;
            }

            // The direction has lost its memory to the trial.
            _map.Combine(_direction.Variables, 0.0, _direction.Primal);
            MovePrimal(-step);
        }

        step = Advance(_movePrimal, _factorPrimal, step);
        if (_point.IsPrimalExact || step >= 1.0 || _residuals.PrimalError <= Negligible)
        {
            bool isTaken = TryTakeExact();
            _point.IsPrimalExact |= isTaken;
            if (!isTaken)
            {
                _factorPrimal();
            }
        }

        return step;
    }

    private void MovePrimal(double step)
    {
        for (int i = 0; i < _point.Variables.Length; i++)
        {
            _point.Variables[i] += step * _direction.Variables[i];
        }

        _point.Primal.AddScaled(step, _direction.Primal);
    }

    /// <summary>Replaces X by sum x_i F_i - F_0, if that has a Cholesky factor. Overwrites dX.</summary>
    private bool TryTakeExact()
    {
        PrimalMatrices exact = _direction.Primal;
        _map.Combine(_point.Variables, 1.0, exact);
        if (!_primalFactor.TryFactor(exact))
        {
            return false;
        }

        _point.Primal.CopyFrom(exact, _context);
        return true;
    }

    /// <summary>Moves Y and v.</summary>
    private void MoveDual(double step)
    {
        for (int k = 0; k < _point.Multipliers.Length; k++)
        {
            _point.Multipliers[k] += step * _direction.Multipliers[k];
        }

        _point.Dual.AddScaled(step, _direction.Dual);
    }
}
