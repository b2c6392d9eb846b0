using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Matrices;
using SdpKit.Training.Gradients;
using SdpKit.Training.Projection;

namespace SdpKit.Training.Optimizers;

/// <summary>Projects each layer's weights on a ball of the spectral norm, so that the product of norms and largest slopes keeps a bound: the baseline that knows no multipliers.</summary>
internal sealed class SpectralLimit
{
    private readonly double _limit;
    private readonly UnitBall[] _balls;
    private readonly DenseMatrix[] _scaled;
    private readonly DenseMatrix[] _projected;

    /// <param name="network">Its shape and slopes are taken.</param>
    /// <param name="bound">The bound of the network; all layers get the same share.</param>
    /// <param name="context">Threads.</param>
    public SpectralLimit(Network network, double bound, KernelContext context)
    {
        double slopes = network.Layers.Aggregate(1.0, (product, layer) => product * layer.Slopes.Max(range => range.Magnitude));
        _limit = Math.Pow(bound / slopes, 1.0 / network.Layers.Length);
        (int Rows, int Columns)[] shapes = [.. network.Layers.Select(layer => (Math.Max(layer.OutputSize, layer.InputSize), Math.Min(layer.OutputSize, layer.InputSize)))];
        _balls = [.. shapes.Select(shape => new UnitBall(shape.Rows, shape.Columns, context))];
        _scaled = [.. shapes.Select(shape => new DenseMatrix(shape.Rows, shape.Columns))];
        _projected = [.. shapes.Select(shape => new DenseMatrix(shape.Rows, shape.Columns))];
    }

    /// <summary>Projects all weights.</summary>
    /// <exception cref="ArithmeticException">A weight is not finite.</exception>
    public void Apply(ParameterVector parameters)
    {
        for (int l = 0; l < _balls.Length; l++)
        {
            Span<double> weights = parameters.Weights(l);
            double squares = 0.0;
            foreach (double weight in weights)
            {
                squares += weight * weight;
            }

            // The Frobenius norm bounds the spectral norm.
            if (squares <= _limit * _limit)
            {
                continue;
            }

            int rows = parameters.Bias(l).Length;
            bool isTall = rows >= weights.Length / rows;
            for (int i = 0; i < weights.Length; i++)
            {
                Entry(_scaled[l], i, rows, isTall) = weights[i] / _limit;
            }

            _balls[l].Project(_scaled[l], _projected[l]);
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] = _limit * Entry(_projected[l], i, rows, isTall);
            }
        }
    }

    private static ref double Entry(DenseMatrix matrix, int index, int rows, bool isTall) =>
        ref isTall ? ref matrix[index % rows, index / rows] : ref matrix[index / rows, index % rows];
}
