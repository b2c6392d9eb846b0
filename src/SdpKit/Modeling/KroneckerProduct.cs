using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling;

/// <summary>Computes Kronecker products of a constant with an expression.</summary>
internal static class KroneckerProduct
{
    /// <summary>Computes left x right, one of which is constant.</summary>
    public static AffineExpression Of(AffineExpression left, AffineExpression right)
    {
        AffineExpression expression = left.IsConstant ? right : left;
        AffineExpression matrix = left.IsConstant ? left : right;
        (int Row, int Column) Place(int row, int column, int otherRow, int otherColumn) => left.IsConstant
            ? ((otherRow * right.RowCount) + row, (otherColumn * right.ColumnCount) + column)
            : ((row * right.RowCount) + otherRow, (column * right.ColumnCount) + otherColumn);

        (int rows, int columns) = (checked(left.RowCount * right.RowCount), checked(left.ColumnCount * right.ColumnCount));
        var constant = new TripletList();
        List<Entry> expanded = [];
        foreach (Term term in expression.Terms)
        {
            term.Expand(expanded);
        }

        List<Entry> entries = [];
        foreach ((int otherRow, int otherColumn, double factor) in SparseAlgebra.Entries(matrix.ConstantPart))
        {
            foreach ((int row, int column, double value) in SparseAlgebra.Entries(expression.ConstantPart))
            {
                (int placeRow, int placeColumn) = Place(row, column, otherRow, otherColumn);
                constant.Add(placeRow, placeColumn, factor * value);
            }

            foreach (Entry entry in expanded)
            {
                (int placeRow, int placeColumn) = Place(entry.Row, entry.Column, otherRow, otherColumn);
                entries.Add(entry with { Row = placeRow, Column = placeColumn, Value = factor * entry.Value });
            }
        }

        return new AffineExpression(expression.Model, constant.Build(rows, columns), expanded.Count == 0 ? [] : [new EntriesTerm(rows, columns, entries)]);
    }
}
