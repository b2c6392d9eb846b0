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
            int[] columns = [.. Enumerable.Range(0, product.Columns).Where(column => !product.Right.Columns(column).IsEmpty)];
            for (int row = 0; row < product.Rows; row++)
            {
                for (int k = 0; k < columns.Length && !product.Left.Columns(row).IsEmpty; k++)
                {
                    Touch(row, columns[k]);
                }
            }
        }

        return counts;
    }
}
