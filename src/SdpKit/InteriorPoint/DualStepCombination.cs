using SdpKit.LinearAlgebra;

namespace SdpKit.InteriorPoint;

/// <summary>Computes dY = sigma mu X^-1 - Y - sym(T), T = X^-1 dX Y + C, in place of T and in one pass over the memory.</summary>
internal static unsafe class DualStepCombination
{
    private const int TileSize = 64;

    public static void Combine(double sigmaMu, BlockMatrices inverse, BlockMatrices dual, BlockMatrices direction, KernelContext context)
    {
        for (int b = 0; b < direction.Semidefinite.Length; b++)
        {
            var task = new TileRow(sigmaMu, inverse.Semidefinite[b], dual.Semidefinite[b], direction.Semidefinite[b]);
            int tiles = (direction.Semidefinite[b].Rows + TileSize - 1) / TileSize;
            if (tiles <= 2)
            {
                for (int t = 0; t < tiles; t++)
                {
                    task.Execute(t, 0);
                }
            }
            else
            {
                context.Team.Run(tiles, ref task);
            }
        }

        for (int i = 0; i < direction.DiagonalOrder; i++)
        {
            direction.Diagonal[i] = (sigmaMu * inverse.Diagonal[i]) - dual.Diagonal[i] - direction.Diagonal[i];
        }
    }

    /// <summary>Handles the tiles (i, j), j &lt;= i, of one row of tiles together with their mirrors, so that tasks never meet.</summary>
    private readonly struct TileRow(double sigmaMu, MatrixView inverse, MatrixView dual, MatrixView direction) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            int firstRow = index * TileSize;
            int endRow = Math.Min(firstRow + TileSize, direction.Rows);
            for (int firstColumn = 0; firstColumn <= firstRow; firstColumn += TileSize)
            {
                for (int j = firstColumn; j < Math.Min(firstColumn + TileSize, endRow); j++)
                {
                    double* inverseColumn = inverse.Column(j);
                    double* dualColumn = dual.Column(j);
                    double* column = direction.Column(j);
                    for (int i = Math.Max(firstRow, j); i < endRow; i++)
                    {
                        double* mirror = direction.At(j, i);
                        double value = (sigmaMu * inverseColumn[i]) - dualColumn[i] - (0.5 * (column[i] + *mirror));
                        column[i] = value;
                        *mirror = value;
                    }
                }
            }
        }
    }
}
