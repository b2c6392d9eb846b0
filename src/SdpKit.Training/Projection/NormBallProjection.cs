using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Training.Projection;

/// <summary>Finds the K on a pattern, with spectral norm at most 1, that is nearest to a matrix C: minimize sum w (K - C)^2 / 2. For one projection at a time; it starts where the one before it ended.</summary>
/// <remarks>
/// ADMM (Boyd et al., Distributed Optimization and Statistical Learning via the Alternating Direction Method of Multipliers, 2011, section 5), t the penalty, K2 the copy in the ball:
/// <code>
/// K = (w C + t (K2 - U)) / (w + t) on the pattern;   K2 = projection of K + U on the ball;   U += K - K2
/// </code>
/// The answer is K / max(1, ||K||): in the ball and on the pattern, whatever the accuracy. Optimal means w (C - K) = t U on the pattern, with U in the normal cone of the ball at K.
/// </remarks>
internal sealed class NormBallProjection
{
    /// <summary>After this many iterations the penalty is adapted, where one residual is this much larger than the other.</summary>
    private const int AdaptationInterval = 50;
    private const double Imbalance = 5.0;
    private const double PenaltyFactor = 1.5;

    private readonly UnitBall _ball;
    private readonly KernelContext _context;
    private readonly DenseMatrix _feasible;
    private readonly DenseMatrix _dual;
    private readonly DenseMatrix _sum;
    private double _penalty;

    public NormBallProjection(int rows, int columns, KernelContext context)
    {
        _ball = new UnitBall(rows, columns, context);
        _context = context;
        (Answer, _feasible, _dual, _sum) = (new DenseMatrix(rows, columns), new DenseMatrix(rows, columns), new DenseMatrix(rows, columns), new DenseMatrix(rows, columns));
    }

    /// <summary>Gets K.</summary>
    public DenseMatrix Answer { get; }

    /// <summary>Gets the iterations of the last projection; 0 where C is in the ball, and the answer is C itself.</summary>
    public int Iterations { get; private set; }

    /// <summary>Gets the largest relative violation of the optimality conditions by the answer.</summary>
    public double KktResidual { get; private set; }

    /// <summary>Projects.</summary>
    /// <param name="target">C, zero outside the pattern.</param>
    /// <param name="weights">w, positive on the pattern and zero outside.</param>
    /// <param name="tolerance">The relative violation of the optimality conditions to reach.</param>
    /// <param name="maxIterations">After so many iterations the answer is what it is.</param>
    /// <exception cref="ArithmeticException">A number is not finite.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public void Project(DenseMatrix target, DenseMatrix weights, double tolerance, int maxIterations)
    {
        (Iterations, KktResidual) = (0, 0.0);
        target.Values.CopyTo(Answer.Values);
        if (_ball.Norm(target) <= 1.0)
        {
            return;
        }

        Start(weights);
        double scale = WeightedNorm(target, weights);
        bool isDone = false;
        while (!isDone && Iterations < maxIterations)
        {
            _context.ThrowIfCancelled();
            (double distance, double change, double stationarity) = Iterate(target, weights);
            isDone = distance <= tolerance * Norm(Answer) && stationarity <= tolerance * scale;
            if (!isDone && Iterations % AdaptationInterval == 0)
            {
                Adapt(distance, change);
            }
        }

        double norm = _ball.Norm(Answer);
        Scale(Answer, 1.0 / Math.Max(1.0, norm));
        KktResidual = Math.Max(Stationarity(target, weights) / scale, NormalConeDistance() / Norm(Answer));
    }

    /// <summary>The first penalty is the geometric mean of w; the dual of an earlier projection stays what it is in the units of the objective.</summary>
    private void Start(DenseMatrix weights)
    {
        double sum = 0.0;
        int count = 0;
        foreach (double weight in weights.Values)
        {
            if (weight > 0.0)
            {
                sum += Math.Log(weight);
                count++;
            }
        }

        double penalty = Math.Exp(sum / count);
        Scale(_dual, _penalty / penalty);
        _penalty = penalty;
    }

    private (double Distance, double Change, double Stationarity) Iterate(DenseMatrix target, DenseMatrix weights)
    {
        Span<double> answer = Answer.Values;
        Span<double> sum = _sum.Values;
        ReadOnlySpan<double> c = target.Values;
        ReadOnlySpan<double> w = weights.Values;
        Span<double> feasible = _feasible.Values;
        Span<double> dual = _dual.Values;
        for (int i = 0; i < answer.Length; i++)
        {
            answer[i] = w[i] > 0.0 ? ((w[i] * c[i]) + (_penalty * (feasible[i] - dual[i]))) / (w[i] + _penalty) : 0.0;
            sum[i] = answer[i] + dual[i];
            dual[i] = feasible[i];
        }

        // The dual's memory holds the old K2 for a moment; the new dual is K + U - K2.
        _ball.Project(_sum, _feasible);
        (double distance, double change, double stationarity) = (0.0, 0.0, 0.0);
        for (int i = 0; i < answer.Length; i++)
        {
            double step = feasible[i] - dual[i];
            double difference = answer[i] - feasible[i];
            distance += difference * difference;
            change += step * step;
            stationarity += w[i] > 0.0 ? _penalty * step * (_penalty * step) / w[i] : 0.0;
            dual[i] = sum[i] - feasible[i];
        }

        Iterations++;
        return (Math.Sqrt(distance), Math.Sqrt(change), Math.Sqrt(stationarity));
    }

    private void Adapt(double distance, double change)
    {
        double factor = distance > Imbalance * change ? PenaltyFactor : change > Imbalance * distance ? 1.0 / PenaltyFactor : 1.0;
        _penalty *= factor;
        Scale(_dual, 1.0 / factor);
    }

    /// <summary>Computes the norm of C - K - t U / w with the weights of the objective: in units of the network's weights.</summary>
    private double Stationarity(DenseMatrix target, DenseMatrix weights)
    {
        double sum = 0.0;
        for (int i = 0; i < weights.Values.Length; i++)
        {
            double weight = weights.Values[i];
            double lack = weight > 0.0 ? (weight * (target.Values[i] - Answer.Values[i])) - (_penalty * _dual.Values[i]) : 0.0;
            sum += weight > 0.0 ? lack / weight * lack : 0.0;
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Computes ||K - projection of K + U||, 0 exactly where U is in the normal cone of the ball at K.</summary>
    private double NormalConeDistance()
    {
        for (int i = 0; i < _sum.Values.Length; i++)
        {
            _sum.Values[i] = Answer.Values[i] + _dual.Values[i];
        }

        _ball.Project(_sum, _feasible);
        double sum = 0.0;
        for (int i = 0; i < _sum.Values.Length; i++)
        {
            double difference = Answer.Values[i] - _feasible.Values[i];
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }

    private static double WeightedNorm(DenseMatrix matrix, DenseMatrix weights)
    {
        double sum = 0.0;
        for (int i = 0; i < matrix.Values.Length; i++)
        {
            sum += weights.Values[i] * matrix.Values[i] * matrix.Values[i];
        }

        return Math.Sqrt(sum);
    }

    private static double Norm(DenseMatrix matrix)
    {
        double sum = 0.0;
        foreach (double value in matrix.Values)
        {
            sum += value * value;
        }

        return Math.Sqrt(sum);
    }

    private static void Scale(DenseMatrix matrix, double factor)
    {
        foreach (ref double value in matrix.Values)
        {
            value *= factor;
        }
    }
}
