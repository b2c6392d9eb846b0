using SdpKit.InteriorPoint;

namespace SdpKit.HighPrecision;

/// <summary>
/// The interior-point method as a textbook would write it, in double-double arithmetic: HKM direction, predictor-corrector, dense matrices; for cones that
/// are a little wider than the positive semidefinite one.
/// </summary>
/// <remarks>
/// <para>
/// Helmberg, Rendl, Vanderbei, Wolkowicz, "An interior-point method for semidefinite programming", 1996. With R = sum x_i F_i - F_0 - X, sym the symmetric
/// part, C = 0 in the predictor, C = X^-1 dX_aff dY_aff in the corrector and t the value of mu that is aimed at:
/// <code>
/// G = sym(t X^-1 - X^-1 R Y - C),    H_ij = &lt;F_i, X^-1 F_j Y>,    H dx = -c + (&lt;F_i,G>)_i
/// dX = sum dx_i F_i + R,    dY = sym(t X^-1 - Y - X^-1 dX Y - C)
/// </code>
/// </para>
/// <para>
/// With shifts a, b it is the method for X + aI >= 0, Y + bI >= 0 instead of X >= 0, Y >= 0, which is the same problem with F_0 - aI for F_0 and
/// c_i + b tr F_i for c_i, written in X + aI and Y + bI. It then tends to a point of the central path of that problem, the one with
/// &lt;X,Y> = 0: where the equations hold, that is where the duality gap of the original problem vanishes.
/// </para>
/// </remarks>
internal sealed class NaiveInteriorPoint
{
    private readonly PreciseProblem _problem;
    private readonly DoubleDouble _primalShift;
    private readonly DoubleDouble _dualShift;

    /// <summary>Starts far out.</summary>
    /// <param name="problem">The problem, without shifts.</param>
    /// <param name="primalShift">a.</param>
    /// <param name="dualShift">b.</param>
    public NaiveInteriorPoint(PreciseProblem problem, double primalShift, double dualShift)
    {
        _problem = problem.Shifted(primalShift, dualShift);
        (_primalShift, _dualShift) = (primalShift, dualShift);
        (double primalScale, double dualScale) = StartingScales(problem);
        Variables = new DoubleDouble[problem.Coefficients.Count];
        Primal = PreciseMatrix.ScaledIdentity(problem.Constant.Blocks, primalScale);
        Dual = PreciseMatrix.ScaledIdentity(problem.Constant.Blocks, dualScale);
    }

    /// <summary>Starts from a point of the problem without shifts.</summary>
    /// <param name="problem">The problem, without shifts.</param>
    /// <param name="primalShift">a.</param>
    /// <param name="dualShift">b.</param>
    /// <param name="x">x.</param>
    /// <param name="primal">X.</param>
    /// <param name="dual">Y.</param>
    public NaiveInteriorPoint(PreciseProblem problem, double primalShift, double dualShift, ReadOnlySpan<double> x, PreciseMatrix primal, PreciseMatrix dual)
        : this(problem, primalShift, dualShift)
    {
        for (int i = 0; i < x.Length; i++)
        {
            Variables[i] = x[i];
        }

        Primal = primal + PreciseMatrix.ScaledIdentity(primal.Blocks, primalShift);
        Dual = dual + PreciseMatrix.ScaledIdentity(dual.Blocks, dualShift);
    }

    /// <summary>Gets x.</summary>
    public DoubleDouble[] Variables { get; }

    /// <summary>Gets X + aI, positive definite.</summary>
    public PreciseMatrix Primal { get; private set; }

    /// <summary>Gets Y + bI, positive definite.</summary>
    public PreciseMatrix Dual { get; private set; }

    /// <summary>Gets the primal step length of the last iteration.</summary>
    public double PrimalStep { get; private set; }

    /// <summary>Gets the dual step length of the last iteration.</summary>
    public double DualStep { get; private set; }

    /// <summary>Gets mu = &lt;X + aI, Y + bI> / N.</summary>
    public DoubleDouble Mu => PreciseMatrix.Inner(Primal, Dual) / _problem.Order;

    /// <summary>Does one iteration.</summary>
    /// <returns>False where the arithmetic is at its end: a factorisation failed.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the point is as it was.</exception>
    public bool TryStep(CancellationToken cancellationToken)
    {
        if (PreciseCholesky.TryFactor(Primal, cancellationToken)?.Inverse(cancellationToken) is not { } inverse
            || PreciseCholesky.TryFactor(SchurComplement(inverse, cancellationToken), cancellationToken) is not { } schur)
        {
            return false;
        }

        PreciseMatrix residual = _problem.Combine(Variables) - _problem.Constant - Primal;
        PreciseMatrix scaledResidual = Product(inverse, residual, Dual, cancellationToken);
        Direction predictor = Solve(schur, inverse, residual, scaledResidual, correction: null, cancellationToken);
        DoubleDouble affineMu = PreciseMatrix.Inner(
            PreciseMatrix.Sum(Primal, LongestStep(Primal, predictor.Primal, cancellationToken), predictor.Primal),
            PreciseMatrix.Sum(Dual, LongestStep(Dual, predictor.Dual, cancellationToken), predictor.Dual)) / _problem.Order;

        PreciseMatrix correction = Product(inverse, predictor.Primal, predictor.Dual, cancellationToken);
        Direction corrector = Solve(schur, inverse, residual, scaledResidual, correction, cancellationToken);
        Direction centering = Center(schur, inverse, cancellationToken);
        DoubleDouble ratio = DoubleDouble.Min(1.0, affineMu / Mu);
        DoubleDouble target = DoubleDouble.Max(ratio * ratio * Mu, TargetWithoutGap(corrector, centering));
        PreciseMatrix primal = PreciseMatrix.Sum(corrector.Primal, target, centering.Primal);
        PreciseMatrix dual = PreciseMatrix.Sum(corrector.Dual, target, centering.Dual);
        double primalStep = LongestStep(Primal, primal, cancellationToken);
        double dualStep = LongestStep(Dual, dual, cancellationToken);
        for (int i = 0; i < Variables.Length; i++)
        {
            Variables[i] += (DoubleDouble)primalStep * (corrector.Variables[i] + (target * centering.Variables[i]));
        }

        Primal = PreciseMatrix.Sum(Primal, primalStep, primal);
        Dual = PreciseMatrix.Sum(Dual, dualStep, dual);
        (PrimalStep, DualStep) = (primalStep, dualStep);
        return true;
    }

    /// <summary>Chooses multiples of the identity to start from, as Toh, Todd and Tütüncü do ("SDPT3", 1999, section 3.4), but far out.</summary>
    private static (double Primal, double Dual) StartingScales(PreciseProblem problem)
    {
        double order = problem.Order;
        double primal = Math.Max(10.0, Math.Sqrt((double)PreciseMatrix.Inner(problem.Constant, problem.Constant)));
        double dual = 10.0;
        for (int i = 0; i < problem.Coefficients.Count; i++)
        {
            double norm = problem.Coefficients[i].Norm;
            primal = Math.Max(primal, norm);
            dual = Math.Max(dual, order * (1.0 + Math.Abs((double)problem.Objective[i])) / (1.0 + norm));
        }

        return (StartingPoint.FarOutPrimal * primal, StartingPoint.FarOutDual * dual);
    }

    /// <summary>Computes the direction for t = 0, with R, X^-1 R Y and C, null for 0.</summary>
    private Direction Solve(
        PreciseCholesky schur, PreciseMatrix inverse, PreciseMatrix residual, PreciseMatrix scaledResidual, PreciseMatrix? correction, CancellationToken cancellationToken)
    {
        PreciseMatrix target = correction is null ? scaledResidual : scaledResidual + correction;
        DoubleDouble[] variables = [.. _problem.Coefficients.Zip(_problem.Objective, (coefficient, c) => -c - coefficient.Inner(target))];
        schur.Solve(variables);
        PreciseMatrix primal = _problem.Combine(variables) + residual;
        PreciseMatrix product = Dual + Product(inverse, primal, Dual, cancellationToken);
        PreciseMatrix dual = -1.0 * (correction is null ? product : product + correction).SymmetricPart();
        return new Direction(variables, primal, dual);
    }

    /// <summary>Computes the derivative of the direction in t.</summary>
    private Direction Center(PreciseCholesky schur, PreciseMatrix inverse, CancellationToken cancellationToken)
    {
        DoubleDouble[] variables = [.. _problem.Coefficients.Select(coefficient => coefficient.Inner(inverse))];
        schur.Solve(variables);
        PreciseMatrix primal = _problem.Combine(variables);
        PreciseMatrix dual = (inverse - Product(inverse, primal, Dual, cancellationToken)).SymmetricPart();
        return new Direction(variables, primal, dual);
    }

    /// <summary>Finds the t with &lt;X,Y> = 0 after a full step: with U = X + aI, V = Y + bI, where &lt;U,V> = N t, that is N t = a tr V + b tr U - N a b.</summary>
    private DoubleDouble TargetWithoutGap(Direction corrector, Direction centering)
    {
        const double Least = 0.05;
        DoubleDouble order = _problem.Order;
        DoubleDouble now = ShiftedTraces(Primal, Dual) - (order * _primalShift * _dualShift);
        DoubleDouble slope = order - ShiftedTraces(centering.Primal, centering.Dual);
        return slope > Least * order ? (now + ShiftedTraces(corrector.Primal, corrector.Dual)) / slope : now / order;
    }

    private DoubleDouble ShiftedTraces(PreciseMatrix primal, PreciseMatrix dual) => (_primalShift * dual.Trace()) + (_dualShift * primal.Trace());

    /// <summary>Computes the upper triangle of H.</summary>
    private PreciseMatrix SchurComplement(PreciseMatrix inverse, CancellationToken cancellationToken)
    {
        var schur = new PreciseMatrix(new BlockRanges([_problem.Coefficients.Count]));
        var product = new PreciseMatrix(inverse.Blocks);
        var image = new PreciseMatrix(inverse.Blocks);
        var images = new PreciseBatch(inverse.Blocks);
        Span<DoubleDouble> products = stackalloc DoubleDouble[PreciseBatch.Count];
        for (int first = 0; first < schur.Order; first += PreciseBatch.Count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int end = Math.Min(first + PreciseBatch.Count, schur.Order);
            for (int j = first; j < end; j++)
            {
                _problem.Coefficients[j].Multiply(Dual, product);
                image.SetProduct(inverse, product, cancellationToken);
                images.Set(j - first, image);
            }

            for (int i = first; i < schur.Order; i++)
            {
                _problem.Coefficients[i].Inner(images, products);
                for (int j = first; j < end; j++)
                {
                    schur[j, i] = products[j - first];
                }
            }
        }

        return schur;
    }

    /// <summary>Finds a step, at most 1, a little short of where the matrix stops being positive definite: a power of 0.98, first doubling the exponent, then halving the gap.</summary>
    private static double LongestStep(PreciseMatrix matrix, PreciseMatrix direction, CancellationToken cancellationToken)
    {
        const double Shortening = 0.98;
        const int LargestExponent = 1 << 10;
        bool IsInside(int exponent) => PreciseCholesky.TryFactor(PreciseMatrix.Sum(matrix, Math.Pow(Shortening, exponent), direction), cancellationToken) is not null;
        if (IsInside(0))
        {
            return 1.0;
        }

        (int outside, int inside) = (0, 1);
        while (inside < LargestExponent && !IsInside(inside))
        {
            (outside, inside) = (inside, 2 * inside);
        }

        while (inside - outside > 1)
        {
            int middle = (inside + outside) / 2;
            (outside, inside) = IsInside(middle) ? (outside, middle) : (middle, inside);
        }

        return Math.Pow(Shortening, inside + 1);
    }

    private static PreciseMatrix Product(PreciseMatrix first, PreciseMatrix second, PreciseMatrix third, CancellationToken cancellationToken) =>
        PreciseMatrix.Multiply(first, PreciseMatrix.Multiply(second, third, cancellationToken), cancellationToken);

    private readonly record struct Direction(DoubleDouble[] Variables, PreciseMatrix Primal, PreciseMatrix Dual);
}
