namespace SdpKit.LinearAlgebra.Sparse;

/// <content>Solves with the factor.</content>
internal sealed unsafe partial class SparseCholesky
{
    /// <summary>Computes L^-1 b in place.</summary>
    /// <param name="vector">b on entry, in the order of P A P': entry k belongs to index <c>Symbolic.Ordering[k]</c> of A.</param>
    /// <exception cref="ArgumentException">The vector does not have the order of A.</exception>
    /// <exception cref="InvalidOperationException">The matrix has not been factored.</exception>
    public void SolveForward(Span<double> vector)
    {
        CheckVector(vector);
        fixed (double* x = vector)
        {
            Forward(x, 0, _rows.Root);
            _rankOne?.Forward(x);
            Forward(x, _rows.Root, _rows.Count);
        }
    }

    /// <summary>Computes L'^-1 b in place.</summary>
    /// <param name="vector">b on entry, in the order of P A P'.</param>
    /// <exception cref="ArgumentException">The vector does not have the order of A.</exception>
    /// <exception cref="InvalidOperationException">The matrix has not been factored.</exception>
    public void SolveBackward(Span<double> vector)
    {
        CheckVector(vector);
        fixed (double* x = vector)
        {
            Backward(x, _rows.Root, _rows.Count);
            _rankOne?.Backward(x);
            Backward(x, 0, _rows.Root);
        }
    }

    private void Forward(double* x, int firstNode, int endNode)
    {
        double* tail = _tail.Data;
        for (int node = firstNode; node < endNode; node++)
        {
            MatrixView panel = Panel(node);
            ReadOnlySpan<int> below = _rows.Below(node);
            double* head = x + _rows.FirstColumn(node);
            new Span<double>(tail, below.Length).Clear();
            for (int j = 0; j < panel.Columns; j++)
            {
                double* column = panel.Column(j);
                head[j] /= column[j];
                SmallPanel.AddScaled(-head[j], column + j + 1, head + j + 1, panel.Columns - j - 1);
                SmallPanel.AddScaled(head[j], column + panel.Columns, tail, below.Length);
            }

            for (int k = 0; k < below.Length; k++)
            {
                x[below[k]] -= tail[k];
            }
        }
    }

    private void Backward(double* x, int firstNode, int endNode)
    {
        double* tail = _tail.Data;
        for (int node = endNode - 1; node >= firstNode; node--)
        {
            MatrixView panel = Panel(node);
            ReadOnlySpan<int> below = _rows.Below(node);
            double* head = x + _rows.FirstColumn(node);
            for (int k = 0; k < below.Length; k++)
            {
                tail[k] = x[below[k]];
            }

            for (int j = panel.Columns - 1; j >= 0; j--)
            {
                double* column = panel.Column(j);
                double known = SmallPanel.Dot(column + panel.Columns, tail, below.Length)
                    + SmallPanel.Dot(column + j + 1, head + j + 1, panel.Columns - j - 1);
                head[j] = (head[j] - known) / column[j];
            }
        }
    }

    private void CheckVector(Span<double> vector)
    {
        CheckFactored();
        if (vector.Length != _symbolic.Order)
        {
            throw new ArgumentException($"The vector has {vector.Length} entries for a matrix of order {_symbolic.Order}.", nameof(vector));
        }
    }
}
