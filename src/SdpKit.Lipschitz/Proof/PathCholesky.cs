using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Proof;

/// <summary>Plain Cholesky factorisation of a block path, to learn whether it completes.</summary>
/// <remarks>
/// Every entry is an inner product of entries of the factor, subtracted in some order, fused or not, and then divided by a pivot's root or rooted: the conditions of Rump's bound
/// ("Verification of positive definiteness", BIT 46, 2006, theorem 2.3). Nothing is multiplied by an inverse of a block.
/// </remarks>
internal static class PathCholesky
{
    private const int PanelWidth = 32;

    /// <summary>Factors a matrix, which is destroyed; false where a pivot is not positive and finite.</summary>
    public static bool TryFactor(BlockPath matrix, EliminationOrder order, KernelContext context)
    {
        foreach ((int pivot, int[] neighbours) in order.Steps)
        {
            context.ThrowIfCancelled();
            DenseMatrix below = Stack(matrix, pivot, neighbours);
            if (!(matrix.Dense[pivot] is { } dense ? TryDivide(dense, matrix.Diagonals[pivot], below, context) : TryDivide(matrix.Diagonals[pivot], below)))
            {
                return false;
            }

            Update(matrix, neighbours, below, context);
        }

        return true;
    }

    /// <summary>Copies what joins a block to its neighbours into one matrix, the rows of the neighbours under each other.</summary>
    private static DenseMatrix Stack(BlockPath matrix, int pivot, int[] neighbours)
    {
        int order = matrix.Orders[pivot];
        var below = new DenseMatrix(neighbours.Sum(block => matrix.Orders[block]), order);
        int start = 0;
        foreach (int neighbour in neighbours)
        {
            bool isLater = neighbour > pivot;
            if ((isLater ? matrix[neighbour, pivot] : matrix[pivot, neighbour]) is { } joint)
            {
                DenseMatrix rows = isLater ? joint : joint.Transposed();
                for (int j = 0; j < order; j++)
                {
                    rows.Column(j).CopyTo(below.Column(j)[start..]);
                }
            }

            start += matrix.Orders[neighbour];
        }

        return below;
    }

    /// <summary>Divides by the roots of a diagonal block.</summary>
    private static bool TryDivide(double[] diagonal, DenseMatrix below)
    {
        for (int j = 0; j < diagonal.Length; j++)
        {
            if (!TryDivide(diagonal[j], below.Column(j)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryDivide(double pivot, Span<double> column)
    {
        if (!(pivot > 0.0) || !double.IsFinite(pivot))
        {
            return false;
        }

        double root = Math.Sqrt(pivot);
        foreach (ref double value in column)
        {
            value /= root;
        }

        return true;
    }

    /// <summary>Factors a dense block, and divides what is below it by the factor: a panel of columns at a time, the columns after it by a product.</summary>
    private static bool TryDivide(DenseMatrix dense, double[] diagonal, DenseMatrix below, KernelContext context)
    {
        int order = diagonal.Length;
        var panel = new DenseMatrix(order + below.Rows, order);
        for (int j = 0; j < order; j++)
        {
            panel[j, j] = diagonal[j];
            dense.Column(j)[(j + 1)..].CopyTo(panel.Column(j)[(j + 1)..]);
            below.Column(j).CopyTo(panel.Column(j)[order..]);
        }

        for (int first = 0; first < order; first += PanelWidth)
        {
            int end = Math.Min(first + PanelWidth, order);
            if (!TryFactorPanel(panel, first, end))
            {
                return false;
            }

            MatrixView view = panel.View;
            MatrixProduct.Multiply(
                -1.0,
                view.Slice(end, first, panel.Rows - end, end - first),
                false,
                view.Slice(end, first, order - end, end - first),
                true,
                1.0,
                view.Slice(end, end, panel.Rows - end, order - end),
                context);
        }

        for (int j = 0; j < order; j++)
        {
            panel.Column(j)[order..].CopyTo(below.Column(j));
        }

        return true;
    }

    private static bool TryFactorPanel(DenseMatrix panel, int first, int end)
    {
        for (int j = first; j < end; j++)
        {
            Span<double> column = panel.Column(j)[(j + 1)..];
            if (!TryDivide(panel[j, j], column))
            {
                return false;
            }

            for (int k = j + 1; k < end; k++)
            {
                double factor = panel[k, j];
                Span<double> later = panel.Column(k)[k..];
                ReadOnlySpan<double> divided = panel.Column(j)[k..];
                for (int i = 0; i < later.Length; i++)
                {
                    later[i] -= factor * divided[i];
                }
            }
        }

        return true;
    }

    /// <summary>Subtracts the product of what is below with its transpose from the neighbours and from what joins them.</summary>
    private static void Update(BlockPath matrix, int[] neighbours, DenseMatrix below, KernelContext context)
    {
        if (below.Rows == 0)
        {
            return;
        }

        var product = new DenseMatrix(below.Rows, below.Rows);
        MatrixOperations.RankUpdateLower(1.0, below, false, 0.0, product, context);
        int start = 0;
        foreach (int neighbour in neighbours)
        {
            int order = matrix.Orders[neighbour];
            DenseMatrix dense = matrix.Dense[neighbour] ??= new DenseMatrix(order, order);
            for (int j = 0; j < order; j++)
            {
                matrix.Diagonals[neighbour][j] -= product[start + j, start + j];
                Subtract(product.Column(start + j).Slice(start + j + 1, order - j - 1), dense.Column(j)[(j + 1)..]);
            }

            start += order;
        }

        if (neighbours is [var earlier, var later])
        {
            DenseMatrix joint = matrix[later, earlier] ??= new DenseMatrix(matrix.Orders[later], matrix.Orders[earlier]);
            for (int j = 0; j < joint.Columns; j++)
            {
                Subtract(product.Column(j)[joint.Columns..], joint.Column(j));
            }
        }
    }

    private static void Subtract(ReadOnlySpan<double> values, Span<double> from)
    {
        for (int i = 0; i < from.Length; i++)
        {
            from[i] -= values[i];
        }
    }
}
