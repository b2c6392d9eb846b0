using FsCheck.Xunit;
using SdpKit.HighPrecision;

namespace SdpKit.Tests.HighPrecision;

public sealed class PreciseBatchTests
{
    [Property]
    public bool Inner_products_are_those_of_the_matrices_one_by_one(int seed)
    {
        var random = new Random(seed);
        var blocks = new BlockRanges([3, 1, 4]);
        PreciseCoefficient coefficient = Coefficient(random, blocks);
        PreciseMatrix[] matrices = [.. Enumerable.Range(0, PreciseBatch.Count).Select(_ => Unsymmetric(random, blocks))];
        var batch = new PreciseBatch(blocks);
        for (int lane = 0; lane < matrices.Length; lane++)
        {
            batch.Set(lane, Unsymmetric(random, blocks));
            batch.Set(lane, matrices[lane]);
        }

        var products = new DoubleDouble[PreciseBatch.Count];
        coefficient.Inner(batch, products);
        return Enumerable.Range(0, matrices.Length).All(lane => Math.Abs((double)(products[lane] - coefficient.Inner(matrices[lane]))) < 1e-28);
    }

    /// <summary>Draws the lower triangle of a symmetric matrix, a third of its entries.</summary>
    private static PreciseCoefficient Coefficient(Random random, BlockRanges blocks)
    {
        var entries = new List<(int Row, int Column, double Value)>();
        for (int row = 0; row < blocks.Order; row++)
        {
            for (int column = blocks.First(row); column <= row; column++)
            {
                if (random.Next(3) == 0)
                {
                    entries.Add((row, column, random.NextDouble() - 0.5));
                }
            }
        }

        return new PreciseCoefficient([.. entries]);
    }

    private static PreciseMatrix Unsymmetric(Random random, BlockRanges blocks)
    {
        var matrix = new PreciseMatrix(blocks);
        for (int row = 0; row < blocks.Order; row++)
        {
            for (int column = blocks.First(row); column < blocks.End(row); column++)
            {
                matrix[row, column] = (DoubleDouble)random.NextDouble() / 3.0;
            }
        }

        return matrix;
    }
}
