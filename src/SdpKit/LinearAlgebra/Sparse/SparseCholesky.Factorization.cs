namespace SdpKit.LinearAlgebra.Sparse;

/// <content>The factorisation, panel by panel.</content>
internal sealed unsafe partial class SparseCholesky
{
    /// <summary>Multiplications below which plain loops beat the kernels' packing.</summary>
    private const long SmallProduct = 16384;

    /// <summary>Columns of an update that are formed at a time where they do not fit the target in place.</summary>
    private const int ProductColumns = 256;

    /// <summary>Replaces A by its factor L.</summary>
    /// <returns>-1, or the index of A whose pivot is not a positive finite number; the panels are then partly overwritten, to be cleared.</returns>
    /// <exception cref="OperationCanceledException">Cancellation was requested; the panels are partly overwritten.</exception>
    /// <exception cref="InvalidOperationException">A factorisation has been begun and the matrix not cleared since.</exception>
    public int Factor(KernelContext context)
    {
        CheckAssembling();
        _isAssembling = false;
        for (int node = 0; node < _rows.Count; node++)
        {
            int failed = FactorNode(node, context);
            if (failed >= 0)
            {
                return _symbolic.Ordering[_rows.FirstColumn(node) + failed];
            }
        }

        IsFactored = true;
        return -1;
    }

    private int FactorNode(int node, KernelContext context)
    {
        context.ThrowIfCancelled();
        ApplyUpdates(node, context);
        return FactorPanel(Panel(node), context);
    }

    private static int FactorPanel(MatrixView panel, KernelContext context)
    {
        int failed = IsSmall(panel)
            ? SmallPanel.Factor(panel)
            : Cholesky.Factor(panel.Slice(0, 0, panel.Columns, panel.Columns), context);
        if (failed < 0)
        {
            SolveTail(panel, context);
        }

        return failed;
    }

    private static bool IsSmall(MatrixView panel) => (long)panel.Rows * panel.Columns * panel.Columns <= SmallProduct;

    /// <summary>Finishes the rows below the diagonal block; those of a small panel are done with it.</summary>
    private static void SolveTail(MatrixView panel, KernelContext context)
    {
        int width = panel.Columns;
        if (panel.Rows > width && !IsSmall(panel))
        {
            TriangularSolve.SolveLowerRight(panel.Slice(0, 0, width, width), true, panel.Slice(width, 0, panel.Rows - width, width), context);
        }
    }

    private void ApplyUpdates(int node, KernelContext context)
    {
        ReadOnlySpan<PanelUpdate> updates = _updates.Of(node);
        if (updates.Length == 0)
        {
            return;
        }

        int first = _rows.FirstColumn(node);
        int width = _rows.Width(node);
        ReadOnlySpan<int> below = _rows.Below(node);
        for (int column = 0; column < width; column++)
        {
            _places[first + column] = column;
        }

        for (int k = 0; k < below.Length; k++)
        {
            _places[below[k]] = width + k;
        }

        MatrixView target = Panel(node);
        foreach (PanelUpdate update in updates)
        {
            ApplyUpdate(target, update, context);
        }
    }

    /// <summary>Subtracts from the target panel what an earlier one contributes: its rows from <c>Begin</c> on times those up to <c>End</c>, transposed.</summary>
    private void ApplyUpdate(MatrixView target, PanelUpdate update, KernelContext context)
    {
        MatrixView source = Panel(update.Source);
        ReadOnlySpan<int> rows = _rows.Below(update.Source)[(update.Begin - source.Columns)..];
        source = source.Slice(update.Begin, 0, rows.Length, source.Columns);
        int columns = update.End - update.Begin;
        if ((long)rows.Length * columns * source.Columns <= SmallProduct)
        {
            var product = new MatrixView(_product.Data, rows.Length, columns, rows.Length);
            SmallPanel.Multiply(source, product);
            Scatter(product, rows, target);
            return;
        }

        int place = _places[rows[0]];
        if (_places[rows[^1]] - place == rows.Length - 1)
        {
            AccumulateProduct(source, -1.0, 1.0, target.Slice(place, place, rows.Length, columns), context);
            return;
        }

        for (int begin = 0; begin < columns; begin += ProductColumns)
        {
            int count = Math.Min(ProductColumns, columns - begin);
            int height = rows.Length - begin;
            var product = new MatrixView(_product.Data, height, count, height);
            AccumulateProduct(source.Slice(begin, 0, height, source.Columns), 1.0, 0.0, product, context);
            Scatter(product, rows[begin..], target);
        }
    }

    /// <summary>The lower trapezoid of C := alpha B B_1' + beta C, where B_1 are the first rows of B, as many as C has columns.</summary>
    private static void AccumulateProduct(MatrixView b, double alpha, double beta, MatrixView c, KernelContext context)
    {
        int columns = c.Columns;
        MatrixView top = b.Slice(0, 0, columns, b.Columns);
        SymmetricRankUpdate.UpdateLower(alpha, top, false, beta, c.Slice(0, 0, columns, columns), context);
        if (b.Rows > columns)
        {
            MatrixView bottom = b.Slice(columns, 0, b.Rows - columns, b.Columns);
            MatrixProduct.Multiply(alpha, bottom, false, top, true, beta, c.Slice(columns, 0, b.Rows - columns, columns), context);
        }
    }

    private void Scatter(MatrixView product, ReadOnlySpan<int> rows, MatrixView target)
    {
        for (int column = 0; column < product.Columns; column++)
        {
            double* from = product.Column(column);
            double* to = target.Column(_places[rows[column]]);
            for (int row = column; row < rows.Length; row++)
            {
                to[_places[rows[row]]] -= from[row];
            }
        }
    }

    private nint ProductLength()
    {
        long longest = SmallProduct;
        for (int node = 0; node < _rows.Count; node++)
        {
            foreach (PanelUpdate update in _updates.Of(node))
            {
                long rows = _rows.Height(update.Source) - update.Begin;
                longest = Math.Max(longest, rows * Math.Min(ProductColumns, update.End - update.Begin));
            }
        }

        return checked((nint)longest);
    }
}
