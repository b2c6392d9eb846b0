namespace SdpKit.LinearAlgebra.Sparse;

/// <content>Solves for several right-hand sides together.</content>
internal sealed unsafe partial class SparseCholesky
{
    /// <summary>Solves A X = B in place, as many columns at a time as the constructor was told.</summary>
    /// <param name="matrix">B on entry, X on return; its rows in the order of A.</param>
    /// <param name="context">What the kernels need.</param>
    /// <exception cref="ArgumentException">The matrix does not have as many rows as A.</exception>
    /// <exception cref="InvalidOperationException">The matrix has not been factored.</exception>
    public void Solve(MatrixView matrix, KernelContext context)
    {
        CheckFactored();
        if (matrix.Rows != _symbolic.Order)
        {
            throw new ArgumentException($"The right-hand sides have {matrix.Rows} rows for a matrix of order {_symbolic.Order}.", nameof(matrix));
        }

        for (int begin = 0; begin < matrix.Columns; begin += _rightHandSides)
        {
            int count = Math.Min(_rightHandSides, matrix.Columns - begin);
            MatrixView chunk = matrix.Slice(0, begin, matrix.Rows, count);
            MatrixView permuted = _permuted.AsMatrix(matrix.Rows, count);
            int[] ordering = _symbolic.Ordering;
            for (int column = 0; column < count; column++)
            {
                double* from = chunk.Column(column);
                double* to = permuted.Column(column);
                for (int k = 0; k < ordering.Length; k++)
                {
                    to[k] = from[ordering[k]];
                }
            }

            SolveForward(permuted, context);
            SolveBackward(permuted, context);
            for (int column = 0; column < count; column++)
            {
                double* from = permuted.Column(column);
                double* to = chunk.Column(column);
                for (int k = 0; k < ordering.Length; k++)
                {
                    to[ordering[k]] = from[k];
                }
            }
        }
    }

    private void SolveForward(MatrixView x, KernelContext context)
    {
        for (int node = 0; node < _rows.Count; node++)
        {
            context.ThrowIfCancelled();
            MatrixView panel = Panel(node);
            int width = panel.Columns;
            ReadOnlySpan<int> below = _rows.Below(node);
            MatrixView head = x.Slice(_rows.FirstColumn(node), 0, width, x.Columns);
            TriangularSolve.SolveLower(panel.Slice(0, 0, width, width), false, head, context);
            if (below.Length == 0)
            {
                continue;
            }

            MatrixView tail = _tail.AsMatrix(below.Length, x.Columns);
            MatrixProduct.Multiply(1.0, panel.Slice(width, 0, below.Length, width), false, head, false, 0.0, tail, context);
            for (int column = 0; column < x.Columns; column++)
            {
                double* from = tail.Column(column);
                double* to = x.Column(column);
                for (int k = 0; k < below.Length; k++)
                {
                    to[below[k]] -= from[k];
                }
            }
        }
    }

    private void SolveBackward(MatrixView x, KernelContext context)
    {
        for (int node = _rows.Count - 1; node >= 0; node--)
        {
            context.ThrowIfCancelled();
            MatrixView panel = Panel(node);
            int width = panel.Columns;
            ReadOnlySpan<int> below = _rows.Below(node);
            MatrixView head = x.Slice(_rows.FirstColumn(node), 0, width, x.Columns);
            if (below.Length > 0)
            {
                MatrixView tail = _tail.AsMatrix(below.Length, x.Columns);
                for (int column = 0; column < x.Columns; column++)
                {
                    double* from = x.Column(column);
                    double* to = tail.Column(column);
                    for (int k = 0; k < below.Length; k++)
                    {
                        to[k] = from[below[k]];
                    }
                }

                MatrixProduct.Multiply(-1.0, panel.Slice(width, 0, below.Length, width), true, tail, false, 1.0, head, context);
            }

            TriangularSolve.SolveLower(panel.Slice(0, 0, width, width), true, head, context);
        }
    }
}
