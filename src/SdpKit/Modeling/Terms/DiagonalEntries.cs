namespace SdpKit.Modeling.Terms;

/// <summary>Moves between the diagonal of a matrix and a column.</summary>
internal static class DiagonalEntries
{
    /// <summary>Makes the column of the diagonal.</summary>
    public static Term Of(Term term)
    {
        List<Entry> entries = [];
        if (term is ProductTerm product)
        {
            for (int row = 0; row < term.Rows; row++)
            {
                product.Expand(row, row, entries);
            }
        }
        else
        {
            term.Expand(entries);
        }

        return new EntriesTerm(term.Rows, 1, [.. entries.Where(entry => entry.Row == entry.Column).Select(entry => entry with { Column = 0 })]);
    }

    /// <summary>Makes the diagonal matrix of a column. A whole variable stays whole, so that A diag(x) A' is a sum of products x_i a_i a_i'.</summary>
    public static Term Spread(Term column)
    {
        if (column is ProductTerm { Variable: { Kind: ViewKind.Rectangular, Columns: 1 } vector } product && IsIdentity(product.Left) && product.Right.Values(0) is [1.0])
        {
            return new ProductTerm(product.Scale, product.Left, vector with { Kind = ViewKind.Diagonal, Columns = vector.Rows }, product.Left, product.Parameter);
        }

        List<Entry> entries = [];
        column.Expand(entries);
        return new EntriesTerm(column.Rows, column.Rows, [.. entries.Select(entry => entry with { Column = entry.Row })]);
    }

    private static bool IsIdentity(SparseRows matrix) =>
        matrix.RowCount == matrix.ColumnCount && matrix.EntryCount == matrix.RowCount && SparseAlgebra.Entries(matrix).All(entry => entry.Row == entry.Column && entry.Value == 1.0);
}
