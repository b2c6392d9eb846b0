using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling.Translation;

/// <summary>Counts the terms that reach each entry of a constraint, up to 2.</summary>
internal static class Occupancy
{
    /// <summary>Counts, numbered as by the constraint.</summary>
    public static byte[] Of(ConeConstraint cone)
    {
        var counts = new byte[checked((int)cone.EntryCount)];
        void Touch(int row, int column)
        {
            if (!cone.IsSymmetric || row >= column)
            {
                ref byte count = ref counts[cone.Index(row, column)];
                count = (byte)Math.Min(count + 1, 2);
            }
        }

        foreach (Term term in cone.Expression.Terms)
        {
            if (term is EntriesTerm entries)
            {
                foreach (Entry entry in entries)
                {
                    Touch(entry.Row, entry.Column);
                }

                continue;
            }

            var product = (ProductTerm)term;
            for (int row = 0; row < product.Left.StoredCount; row++)
            {
                for (int column = 0; column < product.Right.StoredCount && !product.Left.Columns(row).IsEmpty; column++)
                {
                    if (!product.Right.Columns(column).IsEmpty)
                    {
                        Touch(product.Left.Row(row), product.Right.Row(column));
                    }
                }
            }
        }

        return counts;
    }
}
