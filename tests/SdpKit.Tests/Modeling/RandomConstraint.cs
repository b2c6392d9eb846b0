using MathNet.Numerics.LinearAlgebra;
using SdpKit.Modeling;

namespace SdpKit.Tests.Modeling;

/// <summary>Represents a constraint of a random model with its dense twin.</summary>
/// <param name="Twin">The left-hand side.</param>
/// <param name="Kind">The relation.</param>
/// <param name="IsReversed">Whether the right-hand side is the larger one.</param>
/// <param name="RightHandSide">The right-hand side.</param>
/// <param name="Constraint">What the model requires.</param>
internal sealed record RandomConstraint(TwinExpression Twin, ConstraintKind Kind, bool IsReversed, Matrix<double> RightHandSide, Constraint Constraint)
{
    /// <summary>Adds the constraint by hand: sum x_k C_k is at least, at most or equal to R.</summary>
    public void AddTo(SdpProblemBuilder builder, Matrix<double> right, Matrix<double>[] coefficients)
    {
        double sign = IsReversed ? -1.0 : 1.0;
        (int rows, int columns) = (right.RowCount, right.ColumnCount);
        if (Kind == ConstraintKind.Semidefinite)
        {
            int block = builder.AddSemidefiniteBlock(rows);
            builder.AddDense(SdpProblem.Constant, block, Symmetric(sign * right));
            for (int k = 0; k < coefficients.Length; k++)
            {
                builder.AddDense(k, block, Symmetric(sign * coefficients[k]));
            }
        }
        else if (Kind == ConstraintKind.NonNegative)
        {
            int block = builder.AddDiagonalBlock(rows * columns);
            for (int place = 0; place < rows * columns; place++)
            {
                builder.AddEntry(SdpProblem.Constant, block, place, place, sign * right[place % rows, place / rows]);
                for (int k = 0; k < coefficients.Length; k++)
                {
                    builder.AddEntry(k, block, place, place, sign * coefficients[k][place % rows, place / rows]);
                }
            }
        }
        else
        {
            for (int place = 0; place < rows * columns; place++)
            {
                int equality = builder.AddEquality(right[place % rows, place / rows]);
                for (int k = 0; k < coefficients.Length; k++)
                {
                    builder.AddEqualityEntry(equality, k, coefficients[k][place % rows, place / rows]);
                }
            }
        }
    }

    private static double[] Symmetric(Matrix<double> matrix) => ((matrix + matrix.Transpose()) / 2.0).ToColumnMajorArray();
}
