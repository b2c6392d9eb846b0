using SdpKit.LinearAlgebra;

namespace SdpKit.InteriorPoint;

/// <summary>Finds how far block-diagonal matrices can go along a direction before they leave the cone. One computation at a time.</summary>
internal sealed unsafe class StepLength : IDisposable
{
    /// <summary>About what the eigenvalue of a block takes, as a multiple of n^2: twenty Lanczos steps with two solutions and a product each.</summary>
    private const double OperationsPerEntry = 80.0;

    private readonly BoundaryStep[] _primal;
    private readonly BoundaryStep[] _dual;
    private readonly double _operations;

    public StepLength(BlockMatrices shape)
    {
        _primal = Create(shape);
        _dual = Create(shape);
        foreach (MatrixView block in shape.Semidefinite)
        {
            _operations += 2.0 * OperationsPerEntry * block.Rows * block.Rows;
        }
    }

    /// <summary>Computes steps at which X and Y are still positive semidefinite, nearly the longest, at most <paramref name="limit"/>; each on a thread of its own.</summary>
    public (double Primal, double Dual) Longest(
        Iterate point, PrimalFactor primalFactor, BlockMatrices dualFactor, SearchDirection direction, double limit, KernelContext context, bool isRough)
    {
        var task = new BothTask(this, point, primalFactor, dualFactor, direction, limit, context, isRough);
        context.Run(2, _operations, ref task);
        return (task.Primal, task.Dual);
    }

    /// <summary>Computes a step at which <c>X + step * direction</c> is still positive semidefinite, nearly the longest, at most <paramref name="limit"/>.</summary>
    public double Longest(PrimalMatrices matrix, PrimalFactor factor, PrimalMatrices direction, double limit, KernelContext context, bool isRough = false)
    {
        double step = LongestDiagonal(matrix.Full, direction.Full, limit);
        for (int b = 0; b < _primal.Length && step > 0.0; b++)
        {
            context.ThrowIfCancelled();
            if (direction.Sparse(b) is not null || !_primal[b].ClearlyAllows(matrix.Full.Semidefinite[b], direction.Full.Semidefinite[b], step))
            {
                step = Math.Min(step, factor.Largest(_primal[b], direction, b, step, isRough));
            }
        }

        return step;
    }

    /// <summary>As <see cref="Longest(PrimalMatrices, PrimalFactor, PrimalMatrices, double, KernelContext, bool)"/>, for Y.</summary>
    public double Longest(BlockMatrices matrix, BlockMatrices factor, BlockMatrices direction, double limit, KernelContext context, bool isRough = false)
    {
        double step = LongestDiagonal(matrix, direction, limit);
        for (int b = 0; b < _dual.Length && step > 0.0; b++)
        {
            context.ThrowIfCancelled();
            if (!_dual[b].ClearlyAllows(matrix.Semidefinite[b], direction.Semidefinite[b], step))
            {
                step = Math.Min(step, _dual[b].Largest(factor.Semidefinite[b], direction.Semidefinite[b], step, isRough));
            }
        }

        return step;
    }

    public void Dispose()
    {
        foreach (BoundaryStep step in (ReadOnlySpan<BoundaryStep>)[.. _primal, .. _dual])
        {
            step.Dispose();
        }
    }

    /// <summary>Takes memory for each order that occurs; blocks of the same order share it.</summary>
    private static BoundaryStep[] Create(BlockMatrices shape)
    {
        var byOrder = new Dictionary<int, BoundaryStep>();
        var steps = new BoundaryStep[shape.Semidefinite.Length];
        for (int b = 0; b < steps.Length; b++)
        {
            int order = shape.Semidefinite[b].Rows;
            if (!byOrder.TryGetValue(order, out BoundaryStep? step))
            {
                byOrder[order] = step = new BoundaryStep(order);
            }

            steps[b] = step;
        }

        return steps;
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

    /// <summary>X is part 0, Y part 1.</summary>
    private struct BothTask(
        StepLength steps, Iterate point, PrimalFactor primalFactor, BlockMatrices dualFactor, SearchDirection direction, double limit, KernelContext context, bool isRough) : ITeamTask
    {
        public double Primal { get; private set; }

        public double Dual { get; private set; }

        public void Execute(int index, int worker)
        {
            if (index == 0)
            {
                Primal = steps.Longest(point.Primal, primalFactor, direction.Primal, limit, context, isRough);
            }
            else
            {
                Dual = steps.Longest(point.Dual, dualFactor, direction.Dual, limit, context, isRough);
            }
        }
    }
}
