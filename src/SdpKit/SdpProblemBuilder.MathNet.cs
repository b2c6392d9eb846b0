using MathNet.Numerics.LinearAlgebra;

namespace SdpKit;

/// <content>The same calls with MathNet types.</content>
public sealed partial class SdpProblemBuilder
{
    /// <summary>Sets the whole objective c.</summary>
    /// <param name="values">c, of length m.</param>
    /// <exception cref="ArgumentException">The length differs from m, or a value is not finite.</exception>
    public void SetObjective(Vector<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        SetObjective(values.AsArray() ?? values.ToArray());
    }

    /// <summary>Adds a symmetric matrix to a coefficient matrix: entry by entry where the matrix is stored sparse or the block is diagonal, as a dense term otherwise.</summary>
    /// <param name="variable">The variable, or <see cref="SdpProblem.Constant"/> for F_0.</param>
    /// <param name="block">The block, of order n.</param>
    /// <param name="matrix">The n x n matrix, both triangles.</param>
    /// <exception cref="ArgumentOutOfRangeException">The variable or the block does not exist.</exception>
    /// <exception cref="ArgumentException">The shape does not fit, a value is not finite, or the matrix is not symmetric.</exception>
    public void AddMatrix(int variable, int block, Matrix<double> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        CheckVariable(variable, SdpProblem.Constant);
        SdpBlock shape = CheckedBlock(block);
        if (matrix.RowCount != shape.Order || matrix.ColumnCount != shape.Order)
        {
            throw new ArgumentException(
                $"The matrix of {Name(variable)} in block {block} is {matrix.RowCount} x {matrix.ColumnCount}; expected {shape.Order} x {shape.Order}.",
                nameof(matrix));
        }

        if (shape.Kind == BlockKind.PositiveSemidefinite && matrix.Storage.IsDense)
        {
            AddDense(variable, block, matrix.AsColumnMajorArray() ?? matrix.ToColumnMajorArray());
            return;
        }

        double largest = matrix.EnumerateIndexed(Zeros.AllowSkip).Select(entry => Math.Abs(entry.Item3)).DefaultIfEmpty(0.0).Max();
        foreach ((int row, int column, double value) in matrix.EnumerateIndexed(Zeros.AllowSkip))
        {
            double mirror = matrix[column, row];
            if (Math.Abs(value - mirror) > SymmetryTolerance * largest)
            {
                throw new ArgumentException(
                    $"The matrix of {Name(variable)} in block {block} is not symmetric: entry ({row}, {column}) is {value}, entry ({column}, {row}) is {mirror}.",
                    nameof(matrix));
            }

            if (row == column)
            {
                AddEntry(variable, block, row, column, value);
            }
            else
            {
                // Both triangles come by, so half of each; where only one is stored its mirror is within the tolerance of zero.
                AddEntry(variable, block, row, column, 0.5 * value);
            }
        }
    }

    /// <summary>Adds the matrix U diag(d) U' to a coefficient matrix, without ever expanding it.</summary>
    /// <param name="variable">The variable, or <see cref="SdpProblem.Constant"/> for F_0.</param>
    /// <param name="block">A semidefinite block, of order n.</param>
    /// <param name="factor">U, n x r.</param>
    /// <param name="weights">d, of length r, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The variable or the block does not exist.</exception>
    /// <exception cref="ArgumentException">The block is diagonal, a shape does not fit, or a value is not finite.</exception>
    public void AddLowRank(int variable, int block, Matrix<double> factor, Vector<double> weights)
    {
        ArgumentNullException.ThrowIfNull(factor);
        ArgumentNullException.ThrowIfNull(weights);
        AddLowRank(variable, block, factor.ToColumnMajorArray(), weights.ToArray());
    }
}
