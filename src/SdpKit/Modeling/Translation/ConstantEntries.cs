using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling.Translation;

/// <summary>Writes the constant part of an expression as entries without a variable.</summary>
internal static class ConstantEntries
{
    public static List<Entry> Of(AffineExpression expression) =>
        [.. SparseAlgebra.Entries(expression.ConstantPart).Select(entry => new Entry(entry.Row, entry.Column, -1, -1, entry.Value))];
}
