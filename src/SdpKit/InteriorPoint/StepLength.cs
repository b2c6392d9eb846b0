using SdpKit.LinearAlgebra;

namespace SdpKit.InteriorPoint;

/// <summary>Finds how far a matrix can go along a direction before it leaves the cone.</summary>
internal sealed unsafe class StepLength(BlockMatrices scratch, KernelContext context)
{
    /// <summary>Computes a step (at most <paramref name="limit"/>) at which <c>matrix + step * direction</c> stays positive definite, nearly the longest.</summary>
    public double Longest(BlockMatrices matrix, BlockMatrices direction, double limit)
    {
        double step = limit;
        for (int i = 0; i < matrix.DiagonalOrder; i++)
        {
            if (direction.Diagonal[i] < 0.0)
            {
                step = Math.Min(step, -matrix.Diagonal[i] / direction.Diagonal[i]);
            }
        }

        for (int b = 0; b < matrix.Semidefinite.Length; b++)
        {
            while (step > 1e-12 && !IsInside(matrix.Semidefinite[b], direction.Semidefinite[b], scratch.Semidefinite[b], step))
            {
                step *= 0.9;
            }
        }

        return step;
    }

    private bool IsInside(MatrixView matrix, MatrixView direction, MatrixView trial, double step)
    {
        nint length = (nint)matrix.Rows * matrix.Columns;
        Buffer.MemoryCopy(matrix.Data, trial.Data, length * sizeof(double), length * sizeof(double));
        VectorOperations.AddScaled(step, direction.Data, trial.Data, length);
        return Cholesky.Factor(trial, context) < 0;
    }
}
