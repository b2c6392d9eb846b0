using SdpKit.LinearAlgebra;

namespace SdpKit.InteriorPoint;

/// <summary>Looks for a proof of infeasibility in an iterate: diverging iterates turn into rays.</summary>
internal sealed class InfeasibilityRays(SdpProblem problem, ConstraintOperator map, KernelContext context)
{
    /// <summary>The relative residual at which a ray is handed to the checker (design: 1e-8; a little less, for what rounding adds).</summary>
    private const double ResidualTolerance = 0.9e-8;

    /// <summary>How large a ray's gain must be against the data, or against its residual, before a more costly test is worth making.</summary>
    private const double WorthTesting = 1e3;

    // g over the residual at the last projection.
    private double _projectedAt = WorthTesting / 10.0;

    /// <summary>Tests (Y, v): g = &lt;F_0,Y> + b'v > 0 and ||(&lt;F_i,Y> + (A'v)_i)_i||_2 &lt;= 1e-8 g.</summary>
    /// <param name="point">The point, of any length.</param>
    /// <param name="residual">That norm.</param>
    public bool IsPrimalRay(Iterate point, double residual)
    {
        double gain = Gain(point);
        return gain > 0.0 && residual <= ResidualTolerance * gain;
    }

    /// <summary>Takes note that Y is now projected onto the equations of a ray, and returns true, where g is large against the residual and ten times what it was at the last projection.</summary>
    public bool TryBeginProjection(Iterate point, double residual)
    {
        double ratio = Gain(point) / residual;
        if (!(ratio >= 10.0 * _projectedAt))
        {
            return false;
        }

        _projectedAt = ratio;
        return true;
    }

    /// <summary>Tests x: g = -c'x > 0, sum x_i F_i + 1e-8 g I positive definite, ||Ax||_2 and ||Qx||_2 &lt;= 1e-8 g.</summary>
    /// <param name="point">The point.</param>
    /// <param name="scale">What x has to be divided by for the x that belongs to the data.</param>
    /// <param name="scratch">Overwritten.</param>
    public unsafe bool IsDualRay(Iterate point, double scale, BlockMatrices scratch)
    {
        double gain = 0.0;
        for (int i = 0; i < point.Variables.Length; i++)
        {
            gain -= problem.Objective[i] * point.Variables[i];
        }

        if (!(gain > WorthTesting * scale) || !IsNearKernel(problem.Quadratic, point.Variables, gain) || !IsNearKernel(problem.Equalities, point.Variables, gain))
        {
            return false;
        }

        map.Combine(point.Variables, 0.0, scratch);
        double shift = ResidualTolerance * gain;
        for (int i = 0; i < scratch.DiagonalOrder; i++)
        {
            if (!(scratch.Diagonal[i] + shift > 0.0))
            {
                return false;
            }
        }

        foreach (MatrixView block in scratch.Semidefinite)
        {
            for (int i = 0; i < block.Rows; i++)
            {
                *block.At(i, i) += shift;
            }

            if (Cholesky.Factor(block, context) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Computes g = &lt;F_0,Y> + b'v.</summary>
    private double Gain(Iterate point)
    {
        double gain = map.ConstantInner(point.Dual);
        for (int k = 0; k < point.Multipliers.Length; k++)
        {
            gain += problem.EqualityRightHandSide[k] * point.Multipliers[k];
        }

        return gain;
    }

    private static bool IsNearKernel(SparseRows matrix, ReadOnlySpan<double> x, double gain)
    {
        double sum = 0.0;
        for (int row = 0; row < matrix.RowCount; row++)
        {
            double product = 0.0;
            for (int k = 0; k < matrix.Columns(row).Length; k++)
            {
                product += matrix.Values(row)[k] * x[matrix.Columns(row)[k]];
            }

            sum += product * product;
        }

        return Math.Sqrt(sum) <= ResidualTolerance * gain;
    }
}
