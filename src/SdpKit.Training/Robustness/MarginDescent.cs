using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz;
using SdpKit.Training.Gradients;

namespace SdpKit.Training.Robustness;

/// <summary>Looks for the points of least margin in balls around a batch of points. Allocates nothing after its construction; for one batch at a time.</summary>
internal sealed class MarginDescent
{
    /// <summary>The steps after the first one are together this many radii long (Madry et al. 2018), so that they lead around the ball.</summary>
    private const double PathLength = 2.5;

    /// <summary>Keeps rounding from leading out of the ball.</summary>
    private const double Inside = 1.0 - 1e-12;

    private readonly MarginPass _pass;
    private readonly double[] _margins;
    private readonly double[] _least;
    private readonly double _radius;
    private readonly int _steps;
    private readonly int _pointSize;

    /// <param name="network">The network.</param>
    /// <param name="capacity">The largest number of points of a batch.</param>
    /// <param name="radius">The Euclidean radius of the balls.</param>
    /// <param name="steps">The number of steps after the first one.</param>
    /// <param name="context">Threads.</param>
    public MarginDescent(Network network, int capacity, double radius, int steps, KernelContext context)
    {
        _pass = new MarginPass(network, capacity, context);
        (_margins, _least) = (new double[capacity], new double[capacity]);
        (_radius, _steps, _pointSize) = (radius, steps, network.InputSize);
    }

    /// <summary>Goes down from each point: the whole radius along its gradient, then by smaller steps, each followed by a projection on the ball.</summary>
    /// <param name="points">The values of the points, one after another.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="worst">Receives the values of the points of least margin that were met, the first ones included.</param>
    public void Run(ReadOnlySpan<double> points, ReadOnlySpan<int> labels, Span<double> worst)
    {
        Span<double> inputs = _pass.Inputs[..points.Length];
        points.CopyTo(inputs);
        points.CopyTo(worst);
        _least.AsSpan().Fill(double.PositiveInfinity);
        for (int step = 0; step <= _steps + 1; step++)
        {
            _pass.Evaluate(labels, _margins);
            for (int k = 0; k < labels.Length; k++)
            {
                if (_margins[k] < _least[k])
                {
                    _least[k] = _margins[k];
                    inputs.Slice(k * _pointSize, _pointSize).CopyTo(worst[(k * _pointSize)..]);
                }
            }

            if (step <= _steps)
            {
                Move(points, inputs, _pass.Differentiate(labels.Length), step == 0 ? _radius : PathLength * _radius / _steps);
            }
        }
    }

    private void Move(ReadOnlySpan<double> centers, Span<double> inputs, ReadOnlySpan<double> gradient, double length)
    {
        for (int start = 0; start < inputs.Length; start += _pointSize)
        {
            ReadOnlySpan<double> center = centers.Slice(start, _pointSize);
            ReadOnlySpan<double> direction = gradient.Slice(start, _pointSize);
            Span<double> point = inputs.Slice(start, _pointSize);
            double norm = Norm(direction);
            double factor = norm > 0.0 ? length / norm : 0.0;
            double squares = 0.0;
            for (int i = 0; i < point.Length; i++)
            {
                point[i] -= factor * direction[i];
                squares += (point[i] - center[i]) * (point[i] - center[i]);
            }

            double distance = Math.Sqrt(squares);
            double shrinking = distance > Inside * _radius ? Inside * _radius / distance : 1.0;
            for (int i = 0; i < point.Length; i++)
            {
                point[i] = center[i] + (shrinking * (point[i] - center[i]));
            }
        }
    }

    private static double Norm(ReadOnlySpan<double> values)
    {
        double squares = 0.0;
        foreach (double value in values)
        {
            squares += value * value;
        }

        return Math.Sqrt(squares);
    }
}
