using SdpKit.InteriorPoint;
using SdpKit.LinearAlgebra;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Finds how far the point can go along a direction: a fraction of the way to the boundary, at most 1.</summary>
internal sealed class StepLengths(Iterate point) : IDisposable
{
    /// <summary>As of <see cref="BoundaryStep"/>.</summary>
    private const double Tolerance = 0.005;

    private readonly LanczosMinimum _primal = new(point.PrimalFactor.Order);
    private readonly BoundaryStep _dual = new(point.DualFactor.Rows);

    /// <summary>Computes the step of x and Z.</summary>
    public double Primal(NewtonDirection direction, double fraction)
    {
        double limit = Limit(point.X, direction.Dx, fraction);
        double smallest = _primal.Find(new PathCongruence(point.PrimalFactor, direction.Primal), -1.0 / limit, Tolerance).Lower;
        return Math.Min(1.0, fraction * (smallest < -1.0 / limit ? -1.0 / smallest : limit));
    }

    /// <summary>Computes the step of Y and y.</summary>
    public double Dual(NewtonDirection direction, double fraction)
    {
        double longest = _dual.Largest(point.DualFactor.View, direction.Dual.View, Limit(point.Y, direction.Dy, fraction));
        GC.KeepAlive(direction);
        return Math.Min(1.0, fraction * longest);
    }

    public void Dispose()
    {
        _primal.Dispose();
        _dual.Dispose();
    }

    /// <summary>Computes the longest step of interest that keeps all signs.</summary>
    private static double Limit(double[] values, double[] step, double fraction)
    {
        double limit = 1.0 / fraction;
        for (int i = 1; i < values.Length; i++)
        {
            limit = step[i] < 0.0 ? Math.Min(limit, -values[i] / step[i]) : limit;
        }

        return limit;
    }
}
