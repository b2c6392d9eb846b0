using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Training.Projection;

/// <summary>Finds the squared bound rho that minimizes mu rho / sigma + ||W(rho) - V||^2 / 2, W(rho) the nearest weights that hold it.</summary>
/// <remarks>
/// The minimum is convex in rho, and its derivative times rho is
/// <code>
/// phi(rho) = (mu / sigma) rho + &lt;W_0 - V_0, W_0> / 2,
/// </code>
/// because rho stands in the constraint as rho^(-1/2) W_0 only. The second term is at least -||V_0||^2 / 8, which bounds the root from above. Illinois method, in log rho.
/// </remarks>
internal static class SquaredBoundSearch
{
    private const int MaxSteps = 100;
    private const double BracketFactor = 16.0;
    private const double NarrowestBracket = 1e-12;

    /// <summary>The projections are this much more accurate than phi: its terms cancel.</summary>
    private const double ProjectionAccuracy = 0.01;

    /// <summary>Finds rho.</summary>
    /// <param name="problem">V and T.</param>
    /// <param name="weight">mu / sigma, positive.</param>
    /// <param name="tolerance">The largest |phi| relative to mu rho / sigma.</param>
    /// <returns>rho, the nearest weights for it, with the iterations of all projections, and the relative |phi| reached.</returns>
    /// <exception cref="ArgumentException">V_0 is zero.</exception>
    public static (double Rho, ProjectedWeights Point, double Residual) Find(UpdateProblem problem, double weight, double tolerance)
    {
        DenseMatrix first = problem.Targets[0];
        double highest = Dot(first, first) / (8.0 * weight);
        if (!(highest > 0.0 && double.IsFinite(highest)))
        {
            throw new ArgumentException("The first layer's weights are zero or not finite, so that no bound is the best one.");
        }

        int iterations = 0;
        (double Rho, double Phi, ProjectedWeights Point) Evaluate(double logarithm)
        {
            double rho = Math.Exp(logarithm);
            ProjectedWeights point = problem.Project(rho, ProjectionAccuracy * tolerance);
            iterations += point.Iterations;
            double phi = (weight * rho) + (0.5 * (Dot(point.Weights[0], point.Weights[0]) - Dot(first, point.Weights[0])));
            return (rho, phi, point);
        }

        double high = Math.Log(highest);
        double low = high;
        (double Rho, double Phi, ProjectedWeights Point) current = Evaluate(high);
        double highValue = Math.Max(current.Phi, 0.0);
        double lowValue = current.Phi;
        for (int step = 0; lowValue > 0.0 && step < MaxSteps; step++)
        {
            (high, highValue) = (low, lowValue);
            low -= Math.Log(BracketFactor);
            current = Evaluate(low);
            lowValue = current.Phi;
        }

        bool wasHigh = false;
        bool wasLow = false;
        for (int step = 0; step < MaxSteps && Math.Abs(current.Phi) > tolerance * weight * current.Rho && high - low > NarrowestBracket; step++)
        {
            current = Evaluate(((low * highValue) - (high * lowValue)) / (highValue - lowValue));
            if (current.Phi > 0.0)
            {
                (high, highValue) = (Math.Log(current.Rho), current.Phi);
                lowValue *= wasHigh ? 0.5 : 1.0;
            }
            else
            {
                (low, lowValue) = (Math.Log(current.Rho), current.Phi);
                highValue *= wasLow ? 0.5 : 1.0;
            }

            (wasHigh, wasLow) = (current.Phi > 0.0, current.Phi <= 0.0);
        }

        return (current.Rho, current.Point with { Iterations = iterations }, Math.Abs(current.Phi) / (weight * current.Rho));
    }

    private static unsafe double Dot(DenseMatrix a, DenseMatrix b)
    {
        double dot = SdpKit.LinearAlgebra.VectorOperations.Dot(a.View.Data, b.View.Data, a.Values.Length);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        return dot;
    }
}
