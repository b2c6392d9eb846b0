namespace SdpKit.HighPrecision;

/// <summary>Turns the blocks of a problem's matrices into one precise matrix, and back.</summary>
internal static class BlockConversion
{
    /// <summary>Puts the blocks together. Of a semidefinite block the lower triangle counts.</summary>
    public static PreciseMatrix ToPrecise(SymmetricBlockMatrix matrix, SdpProblem problem, BlockRanges ranges)
    {
        var precise = new PreciseMatrix(ranges);
        foreach ((int block, int offset, int i, int j) in Entries(problem))
        {
            precise[offset + i, offset + j] = precise[offset + j, offset + i] = matrix[block, i, j];
        }

        return precise;
    }

    /// <summary>Takes the blocks apart and rounds to double.</summary>
    public static SymmetricBlockMatrix Rounded(PreciseMatrix matrix, SdpProblem problem)
    {
        var rounded = new SymmetricBlockMatrix(problem.Blocks);
        foreach ((int block, int offset, int i, int j) in Entries(problem))
        {
            rounded[block, i, j] = (double)matrix[offset + i, offset + j];
        }

        return rounded;
    }

    /// <summary>Lists the places of the lower triangles.</summary>
    private static IEnumerable<(int Block, int Offset, int Row, int Column)> Entries(SdpProblem problem)
    {
        int offset = 0;
        for (int b = 0; b < problem.Blocks.Length; offset += problem.Blocks[b++].Order)
        {
            for (int j = 0; j < problem.Blocks[b].Order; j++)
            {
                int end = problem.Blocks[b].Kind == BlockKind.Diagonal ? j + 1 : problem.Blocks[b].Order;
                for (int i = j; i < end; i++)
                {
                    yield return (b, offset, i, j);
                }
            }
        }
    }
}
