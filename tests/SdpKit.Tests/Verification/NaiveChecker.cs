using MathNet.Numerics.LinearAlgebra;
using SdpKit.Verification;

namespace SdpKit.Tests.Verification;

/// <summary>Computes the six errors as the formulas stand, with dense matrices and MathNet's eigenvalues.</summary>
internal static class NaiveChecker
{
    public static CheckedPoint Check(RandomPoint point)
    {
        int blockCount = point.Coefficients.Length;
        Vector<double> x = point.Variables;
        Vector<double> d = point.Objective + (point.Quadratic * x) - (point.Equalities.Transpose() * point.Multipliers);
        Vector<double> products = Vector<double>.Build.Dense(
            point.VariableCount,
            i => Enumerable.Range(0, blockCount).Sum(b => InnerProduct(point.Coefficients[b][i + 1], point.DualMatrix[b])));
        double constant = Enumerable.Range(0, blockCount).Sum(b => InnerProduct(point.Coefficients[b][0], point.DualMatrix[b]));
        double half = 0.5 * (x * (point.Quadratic * x));
        double p = (point.Objective * x) + half;
        double q = constant + (point.RightHandSide * point.Multipliers) - half;

        double squares = 0.0;
        double complementarity = 0.0;
        for (int b = 0; b < blockCount; b++)
        {
            Matrix<double> residual = -point.Coefficients[b][0] - point.PrimalMatrix[b];
            for (int i = 0; i < point.VariableCount; i++)
            {
                residual += x[i] * point.Coefficients[b][i + 1];
            }

            squares += residual.PointwisePower(2.0).RowSums().Sum();
            complementarity += InnerProduct(point.PrimalMatrix[b], point.DualMatrix[b]);
        }

        double dualScale = 1.0 + point.Objective.AbsoluteMaximum();
        double primalScale = point.PrimalScale;
        double gapScale = 1.0 + Math.Abs(p) + Math.Abs(q);
        double equalities = ((point.Equalities * x) - point.RightHandSide).L2Norm() / (1.0 + point.RightHandSide.AbsoluteMaximum());
        return new CheckedPoint(p, q, new DimacsErrors(
            (products - d).L2Norm() / dualScale,
            Violation(point.DualMatrix) / dualScale,
            Math.Max(Math.Sqrt(squares) / primalScale, equalities),
            Violation(point.PrimalMatrix) / primalScale,
            (p - q) / gapScale,
            complementarity / gapScale));
    }

    private static double InnerProduct(Matrix<double> left, Matrix<double> right) => left.PointwiseMultiply(right).RowSums().Sum();

    private static double Violation(Matrix<double>[] blocks) =>
        Math.Max(0.0, -blocks.Min(block => block.Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real)));
}
