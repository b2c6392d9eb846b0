namespace SdpKit.Modeling.Translation;

/// <summary>Refuses data that overflowed when they were multiplied or summed.</summary>
internal static class FiniteData
{
    /// <summary>Throws where a number is not finite.</summary>
    public static void Check(params ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException($"The data of a model sum to {value} in one place; expected finite numbers.");
            }
        }
    }

    /// <summary>Throws where an entry is not finite.</summary>
    public static SparseRows Checked(SparseRows matrix)
    {
        for (int row = 0; row < matrix.RowCount; row++)
        {
            Check(matrix.Values(row));
        }

        return matrix;
    }
}
