using System.Collections.Immutable;
using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Training.Gradients;

/// <summary>Computes a network's outputs for a batch of points, and the derivative of a loss by its parameters. Allocates nothing after its construction; for one batch at a time.</summary>
internal sealed class BatchPass
{
    private readonly ImmutableArray<Activation> _activations;
    private readonly DenseMatrix[] _states;
    private readonly DenseMatrix[] _sums;
    private readonly DenseMatrix[] _derivatives;
    private readonly KernelContext _context;

    /// <param name="network">Its shape and activations are taken.</param>
    /// <param name="capacity">The largest number of points of a batch.</param>
    /// <param name="context">Threads.</param>
    public BatchPass(Network network, int capacity, KernelContext context)
    {
        _context = context;
        _activations = [.. network.Layers.Select(layer => layer.Activation)];
        _states = [.. network.Sizes.Select(size => new DenseMatrix(size, capacity))];
        _sums = [.. network.Sizes[1..].Select(size => new DenseMatrix(size, capacity))];
        _derivatives = [.. network.Sizes[1..].Select(size => new DenseMatrix(size, capacity))];
    }

    /// <summary>Gets the memory of the inputs, point by point.</summary>
    public Span<double> Inputs => _states[0].Values;

    /// <summary>Gets the outputs of the last forward pass, point by point.</summary>
    public ReadOnlySpan<double> Outputs => _states[^1].Values;

    /// <summary>Gets the memory for the derivative of the loss by the outputs, point by point.</summary>
    public Span<double> OutputDerivative => _derivatives[^1].Values;

    /// <summary>Computes the outputs of the first points.</summary>
    public void Forward(ParameterVector parameters, int count)
    {
        for (int l = 0; l < _activations.Length; l++)
        {
            MatrixView sums = First(_sums[l], count);
            MatrixProduct.Multiply(1.0, parameters.View(l), false, First(_states[l], count), false, 0.0, sums, _context);
            ReadOnlySpan<double> bias = parameters.Bias(l);
            Span<double> values = _sums[l].Values[..(bias.Length * count)];
            Span<double> states = _states[l + 1].Values;
            Activation activation = _activations[l];
            for (int start = 0; start < values.Length; start += bias.Length)
            {
                for (int k = 0; k < bias.Length; k++)
                {
                    values[start + k] += bias[k];
                    states[start + k] = activation.Evaluate(values[start + k]);
                }
            }
        }

        KeepAlive(parameters);
    }

    /// <summary>Computes the derivative of the loss by all parameters from <see cref="OutputDerivative"/>, which is used up.</summary>
    public void Backward(ParameterVector parameters, int count, ParameterVector gradient)
    {
        for (int l = _activations.Length - 1; l >= 0; l--)
        {
            MultiplyBySlopes(l, count);
            MatrixView derivative = First(_derivatives[l], count);
            MatrixProduct.Multiply(1.0, derivative, false, First(_states[l], count), true, 0.0, gradient.View(l), _context);
            Span<double> bias = gradient.Bias(l);
            bias.Clear();
            for (int start = 0; start < bias.Length * count; start += bias.Length)
            {
                for (int k = 0; k < bias.Length; k++)
                {
                    bias[k] += _derivatives[l].Values[start + k];
                }
            }

            if (l > 0)
            {
                MatrixProduct.Multiply(1.0, parameters.View(l), true, derivative, false, 0.0, First(_derivatives[l - 1], count), _context);
            }
        }

        KeepAlive(parameters);
        GC.KeepAlive(gradient);
    }

    /// <summary>Computes the derivative by the inputs from <see cref="OutputDerivative"/>, which is used up.</summary>
    public void BackwardToInputs(ParameterVector parameters, int count, DenseMatrix gradient)
    {
        for (int l = _activations.Length - 1; l >= 0; l--)
        {
            MultiplyBySlopes(l, count);
            DenseMatrix before = l > 0 ? _derivatives[l - 1] : gradient;
            MatrixProduct.Multiply(1.0, parameters.View(l), true, First(_derivatives[l], count), false, 0.0, First(before, count), _context);
        }

        KeepAlive(parameters);
        GC.KeepAlive(gradient);
    }

    private void MultiplyBySlopes(int layer, int count)
    {
        Span<double> derivatives = _derivatives[layer].Values[..(_derivatives[layer].Rows * count)];
        ReadOnlySpan<double> sums = _sums[layer].Values;
        ReadOnlySpan<double> states = _states[layer + 1].Values;
        Activation activation = _activations[layer];
        bool isTanh = activation.Equals(Activation.Tanh);
        for (int i = 0; i < derivatives.Length; i++)
        {
            // tanh' = 1 - tanh^2 saves the hyperbolic cosine, most of the time of a backward pass.
            derivatives[i] *= isTanh ? 1.0 - (states[i] * states[i]) : activation.Derivative(sums[i]);
        }
    }

    private static MatrixView First(DenseMatrix matrix, int count) => matrix.View.Slice(0, 0, matrix.Rows, count);

    private void KeepAlive(ParameterVector parameters)
    {
        GC.KeepAlive(parameters);
        GC.KeepAlive(_states);
        GC.KeepAlive(_sums);
        GC.KeepAlive(_derivatives);
    }
}
