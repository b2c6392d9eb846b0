namespace SdpKit.InteriorPoint;

/// <content>The direction of an iteration, with as much regularisation of the Schur complement as rounding makes necessary.</content>
internal sealed unsafe partial class InteriorPointMethod
{
    /// <summary>Multiples of I that are added to the Schur complement once it is scaled to unit diagonal.</summary>
    private const double LeastRegularization = 1e-15;
    private const double RegularizationGrowth = 10.0;
    private const double LargestRegularization = 1e-6;

    /// <summary>The most that a poor direction alone, with a factor at hand, adds to the next one's matrix.</summary>
    private const double DistrustRegularization = 1e-10;

    /// <summary>Steps above this are taken even along a poor direction.</summary>
    private const double UsefulStep = 0.1;

    private const int MaxAttempts = 4;

    /// <summary>The part of the way to the boundary that is taken where the predictor's steps were short.</summary>
    private const double ShortestFraction = 0.9;

    /// <summary>Computes the direction and how far to go along it. A direction that rounding has spoiled is computed again with more regularisation.</summary>
    private bool TryFindStep(out double primalStep, out double dualStep)
    {
        (primalStep, dualStep) = (0.0, 0.0);
        _regularization = _regularization > LeastRegularization ? _regularization / RegularizationGrowth : 0.0;
        for (int attempt = 1; ; attempt++)
        {
            if (!TryFactorSchurComplement())
            {
                return false;
            }

            _timer.Enter(Phase.Products);
            _direction.Predict(_point, _residuals, _inverse);
            (primalStep, dualStep) = FindSteps(fraction: 1.0, isRough: true);
            double sigmaMu = Centering(primalStep, dualStep) * _residuals.Mu;
            _direction.Correct(sigmaMu, _point, _residuals, _inverse);
            (primalStep, dualStep) = FindSteps(ShortestFraction + ((_longestFraction - ShortestFraction) * Math.Min(primalStep, dualStep)), isRough: false);
            if (_direction.IsReliable || attempt == MaxAttempts || Math.Min(primalStep, dualStep) > UsefulStep)
            {
                if (!_direction.IsReliable)
                {
                    _regularization = Math.Clamp(RegularizationGrowth * RegularizationGrowth * _regularization, LeastRegularization, DistrustRegularization);
                }

                return true;
            }

            _regularization = Math.Max(LeastRegularization, RegularizationGrowth * _regularization);
        }
    }

    /// <summary>Forms and factors H, scaled to unit diagonal; where it is not positive definite to working precision, again with a larger multiple of I added.</summary>
    private bool TryFactorSchurComplement()
    {
        for (; _regularization <= LargestRegularization; _regularization = Math.Max(LeastRegularization, RegularizationGrowth * _regularization))
        {
            _timer.Enter(Phase.SchurFormation);
            FormSchurComplement();
            _timer.Enter(Phase.SchurFactorisation);
            if (_schur.TryFactor(_regularization))
            {
                return true;
            }
        }

        return false;
    }

    private void FormSchurComplement()
    {
        for (int i = 0; i < _point.Primal.DiagonalOrder; i++)
        {
            _diagonalRatio.Data[i] = _point.Dual.Diagonal[i] / _point.Primal.Diagonal[i];
        }

        _schur.Form(_inverse.Semidefinite, _point.Dual.Semidefinite, _diagonalRatio.Data);
    }
}
