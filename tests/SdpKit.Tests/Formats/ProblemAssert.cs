namespace SdpKit.Tests.Formats;

/// <summary>Compares problems bit by bit.</summary>
internal static class ProblemAssert
{
    public static void Equal(SdpProblem expected, SdpProblem actual)
    {
        Assert.Equal(expected.Objective.ToArray(), actual.Objective.ToArray());
        Assert.Equal(expected.Blocks.AsEnumerable(), actual.Blocks);
        for (int b = 0; b < expected.Blocks.Length; b++)
        {
            Equal(expected.Coefficients[b], actual.Coefficients[b]);
        }

        Assert.Equal(expected.EqualityRightHandSide.ToArray(), actual.EqualityRightHandSide.ToArray());
        Equal(expected.Equalities, actual.Equalities);
        Equal(expected.Quadratic, actual.Quadratic);
    }

    private static void Equal(BlockCoefficients expected, BlockCoefficients actual)
    {
        Assert.Equal(expected.Variables.ToArray(), actual.Variables.ToArray());
        Assert.Equal(expected.Starts.ToArray(), actual.Starts.ToArray());
        Assert.Equal(expected.Rows.ToArray(), actual.Rows.ToArray());
        Assert.Equal(expected.Columns.ToArray(), actual.Columns.ToArray());
        Assert.Equal(expected.Values.ToArray(), actual.Values.ToArray());
        Assert.Equal(expected.LowRankTerms.Length, actual.LowRankTerms.Length);
        foreach ((LowRankTerm one, LowRankTerm other) in expected.LowRankTerms.Zip(actual.LowRankTerms))
        {
            Assert.Equal(one.Variable, other.Variable);
            Assert.Equal(one.Factor.AsEnumerable(), other.Factor);
            Assert.Equal(one.Weights.AsEnumerable(), other.Weights);
        }

        Assert.Equal(expected.DenseTerms.Length, actual.DenseTerms.Length);
        foreach ((DenseTerm one, DenseTerm other) in expected.DenseTerms.Zip(actual.DenseTerms))
        {
            Assert.Equal(one.Variable, other.Variable);
            Assert.Equal(one.Values.AsEnumerable(), other.Values);
        }
    }

    private static void Equal(SparseRows expected, SparseRows actual)
    {
        Assert.Equal(expected.RowCount, actual.RowCount);
        Assert.Equal(expected.ColumnCount, actual.ColumnCount);
        for (int row = 0; row < expected.RowCount; row++)
        {
            Assert.Equal(expected.Columns(row).ToArray(), actual.Columns(row).ToArray());
            Assert.Equal(expected.Values(row).ToArray(), actual.Values(row).ToArray());
        }
    }
}
