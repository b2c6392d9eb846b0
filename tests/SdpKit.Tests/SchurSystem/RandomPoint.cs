using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.SchurSystem;

/// <summary>Owns random positive definite X^-1 and Y for every semidefinite block of a problem, and positive ratios for its diagonal block.</summary>
internal sealed unsafe class RandomPoint : IDisposable
{
    private readonly List<AlignedBuffer> _buffers = [];

    public RandomPoint(SdpProblem problem, Random random)
    {
        SdpBlock[] semidefinite = [.. problem.Blocks.Where(block => block.Kind == BlockKind.PositiveSemidefinite)];
        PrimalInverse = [.. semidefinite.Select(block => PositiveDefinite(block.Order, random))];
        Dual = [.. semidefinite.Select(block => PositiveDefinite(block.Order, random))];
        PrimalInverseViews = [.. PrimalInverse.Select(View)];
        DualViews = [.. Dual.Select(View)];
        int diagonal = problem.Blocks.Where(block => block.Kind == BlockKind.Diagonal).Sum(block => block.Order);
        Ratio = [.. Enumerable.Range(0, diagonal).Select(_ => Math.Exp(random.NextDouble() - 0.5))];
        var ratio = new AlignedBuffer(diagonal);
        _buffers.Add(ratio);
        Ratio.CopyTo(new Span<double>(ratio.Data, diagonal));
        RatioData = ratio.Data;
    }

    public double[][,] PrimalInverse { get; }

    public double[][,] Dual { get; }

    public double[] Ratio { get; }

    public MatrixView[] PrimalInverseViews { get; }

    public MatrixView[] DualViews { get; }

    public double* RatioData { get; }

    public void Dispose() => _buffers.ForEach(buffer => buffer.Dispose());

    /// <summary>B B'/n + I/10 with B uniform: symmetric to the last bit.</summary>
    private static double[,] PositiveDefinite(int order, Random random)
    {
        var factor = new double[order, order];
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++)
            {
                factor[i, j] = (2.0 * random.NextDouble()) - 1.0;
            }
        }

        var matrix = new double[order, order];
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = i == j ? 0.1 : 0.0;
                for (int k = 0; k < order; k++)
                {
                    sum += factor[i, k] * factor[j, k] / order;
                }

                matrix[i, j] = sum;
                matrix[j, i] = sum;
            }
        }

        return matrix;
    }

    private MatrixView View(double[,] matrix)
    {
        int order = matrix.GetLength(0);
        var buffer = new AlignedBuffer((nint)order * order);
        _buffers.Add(buffer);
        matrix.Cast<double>().ToArray().CopyTo(new Span<double>(buffer.Data, order * order));
        return buffer.AsMatrix(order, order);
    }
}
