using SdpKit.LinearAlgebra;

namespace SdpKit.InteriorPoint;

/// <summary>Finds how far a block-diagonal matrix can go along a direction before it leaves the cone. One computation at a time.</summary>
internal sealed unsafe class StepLength : IDisposable
{
    private readonly Dictionary<int, BoundaryStep> _byOrder = [];
    private readonly BoundaryStep[] _steps;

    public StepLength(BlockMatrices shape)
    {
        _steps = new BoundaryStep[shape.Semidefinite.Length];
        for (int b = 0; b < _steps.Length; b++)
        {
            int order = shape.Semidefinite[b].Rows;
            if (!_byOrder.TryGetValue(order, out BoundaryStep? step))
            {
                _byOrder[order] = step = new BoundaryStep(order);
            }

            _steps[b] = step;
        }
    }

    /// <summary>Computes a step at which <c>X + step * direction</c> is still positive semidefinite, nearly the longest, at most <paramref name="limit"/>.</summary>
    public double Longest(PrimalMatrices matrix, PrimalFactor factor, PrimalMatrices direction, double limit, KernelContext context)
    {
        double step = LongestDiagonal(matrix.Full, direction.Full, limit);
        for (int b = 0; b < _steps.Length && step > 0.0; b++)
        {
            context.ThrowIfCancelled();
            if (direction.Sparse(b) is not null || !_steps[b].ClearlyAllows(matrix.Full.Semidefinite[b], direction.Full.Semidefinite[b], step))
            {
                step = Math.Min(step, factor.Largest(_steps[b], direction, b, step));
            }
        }

        return step;
    }

    /// <summary>As <see cref="Longest(PrimalMatrices, PrimalFactor, PrimalMatrices, double, KernelContext)"/>, for Y.</summary>
    public double Longest(BlockMatrices matrix, BlockMatrices factor, BlockMatrices direction, double limit, KernelContext context)
    {
        double step = LongestDiagonal(matrix, direction, limit);
        for (int b = 0; b < _steps.Length && step > 0.0; b++)
        {
            context.ThrowIfCancelled();
            if (!_steps[b].ClearlyAllows(matrix.Semidefinite[b], direction.Semidefinite[b], step))
            {
                step = Math.Min(step, _steps[b].Largest(factor.Semidefinite[b], direction.Semidefinite[b], step));
            }
        }

        return step;
    }

    public void Dispose()
    {
        foreach (BoundaryStep step in _byOrder.Values)
        {
            step.Dispose();
        }
    }

    private static double LongestDiagonal(BlockMatrices matrix, BlockMatrices direction, double limit)
    {
        double step = limit;
        for (int i = 0; i < matrix.DiagonalOrder; i++)
        {
            if (direction.Diagonal[i] < 0.0)
            {
                step = Math.Min(step, -matrix.Diagonal[i] / direction.Diagonal[i]);
            }
        }

        return step;
    }
}
