namespace SdpKit.InteriorPoint;

/// <content>
/// The restart with the homogeneous self-dual embedding, for what the plain method got nowhere with. Its iterates stay bounded and converge to a point with
/// tau > 0, an optimal pair, or with kappa > 0, a ray: of rays on the boundary of the cone, where diverging iterates lose their way, it finds many more.
/// </content>
internal sealed unsafe partial class InteriorPointMethod
{
    /// <summary>Rays that the embedding finds, it finds in 6 to 17 iterations.</summary>
    private const int MostSelfDualIterations = 50;

    /// <summary>Once kappa has fallen by this against tau, there is a solution and no ray.</summary>
    private const double NoRay = 1e-6;

    /// <summary>The part of the way to the boundary that is taken, and the step below which the iteration is stuck.</summary>
    private const double SelfDualFraction = 0.95;
    private const double ShortestSelfDualStep = 1e-8;

    /// <summary>Looks for a ray; where there is one, it is in the point afterwards.</summary>
    private StopReason? FindRay()
    {
        var direction = new SelfDualDirection(_problem, _map, _schur, _primalFactor, _direction, _context);
        (double tau, double kappa) = (1.0, StartSelfDual());
        double leastKappa = NoRay * kappa;
        int most = Math.Min(MostSelfDualIterations, _settings.MaxIterations - _iteration);
        for (int iteration = 0; iteration < most && kappa > leastKappa * tau; iteration++)
        {
            direction.Measure(_point, tau, kappa);
            if (_rays.IsPrimalRay(_point, direction.RayResidual))
            {
                return StopReason.PrimalRay;
            }

            if (_rays.IsDualRay(_point, tau, _direction.Scratch))
            {
                return StopReason.DualRay;
            }

            _primalFactor.Invert(_point.Primal, _inverse);
            if (!TryFactorSchurComplement())
            {
                return null;
            }

            double order = Residuals.TotalOrder(_problem) + 1.0;
            double mu = (_point.Primal.Dot(_point.Dual) + (tau * kappa)) / order;
            direction.Prepare(_point, tau, _inverse);
            direction.Predict(_point, tau, kappa, _inverse);
            double step = SelfDualStep(direction, tau, kappa, 1.0);
            double sigma = (1.0 - step) * (1.0 - step);
            direction.Correct(sigma, mu, _point, tau, kappa, _inverse);
            step = SelfDualStep(direction, tau, kappa, SelfDualFraction);
            if (!(step > ShortestSelfDualStep) || !TryTakeSelfDual(step))
            {
                return null;
            }

            tau += step * direction.Scale;
            kappa += step * direction.Slack;
        }

        return null;
    }

    /// <summary>Sets X = max(1, ||F_0||_F, ||b||_inf) I, Y = max(1, ||(c_i / ||F_i||_F)_i||_2) I, the rest to 0; returns kappa, which is the product for tau = 1.</summary>
    private double StartSelfDual()
    {
        _regularization = 0.0;
        _point.Variables.AsSpan().Clear();
        _point.Multipliers.AsSpan().Clear();
        _point.IsPrimalExact = false;
        _map.Combine(_point.Variables, 1.0, _point.Primal);
        double primal = Math.Max(1.0, Math.Sqrt(_point.Primal.SquaredNorm()));
        foreach (double value in _problem.EqualityRightHandSide)
        {
            primal = Math.Max(primal, Math.Abs(value));
        }

        ReadOnlySpan<double> squares = _norms.Squared;
        double sum = 0.0;
        for (int i = 0; i < squares.Length; i++)
        {
            sum += squares[i] > 0.0 ? _problem.Objective[i] * _problem.Objective[i] / squares[i] : 0.0;
        }

        double dual = Math.Max(1.0, Math.Sqrt(sum));
        double[] scales = new double[_problem.Blocks.Length];
        Array.Fill(scales, primal);
        _point.Primal.SetScaledIdentity(scales, primal, _context);
        Array.Fill(scales, dual);
        _point.Dual.SetScaledIdentity(scales, dual, _context);
        _primalFactor.TryFactor(_point.Primal);
        BlockCholesky.TryFactor(_point.Dual, _dualFactor, _context);
        return primal * dual;
    }

    /// <summary>Computes the common step: a fraction of what stays inside, at most 1.</summary>
    private double SelfDualStep(SelfDualDirection direction, double tau, double kappa, double fraction)
    {
        double step = 1.0 / fraction;
        step = direction.Scale < 0.0 ? Math.Min(step, -tau / direction.Scale) : step;
        step = direction.Slack < 0.0 ? Math.Min(step, -kappa / direction.Slack) : step;
        step = _stepLength.Longest(_point.Primal, _primalFactor, _direction.Primal, step, _context);
        return fraction * _stepLength.Longest(_point.Dual, _dualFactor, _direction.Dual, step, _context);
    }

    private bool TryTakeSelfDual(double step)
    {
        MovePrimal(step);
        MoveDual(step);
        return _primalFactor.TryFactor(_point.Primal) && BlockCholesky.TryFactor(_point.Dual, _dualFactor, _context);
    }
}
