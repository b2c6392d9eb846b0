using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz;

namespace SdpKit.Training.Gradients;

/// <summary>Holds all weights and biases of a network, or a derivative by them, in one vector that the kernels can work on. Not thread-safe while it is written.</summary>
internal sealed unsafe class ParameterVector
{
    private readonly ImmutableArray<int> _sizes;
    private readonly int[] _starts;
    private readonly double[] _values;

    /// <param name="sizes">The sizes of input, hidden layers and output.</param>
    public ParameterVector(ImmutableArray<int> sizes)
    {
        _sizes = sizes;
        _starts = new int[sizes.Length];
        for (int l = 0; l < LayerCount; l++)
        {
            _starts[l + 1] = checked(_starts[l] + ((sizes[l] + 1) * sizes[l + 1]));
        }

        _values = GC.AllocateArray<double>(_starts[^1], pinned: true);
    }

    public int LayerCount => _sizes.Length - 1;

    /// <summary>Gets layer after layer: the weights column by column, an input's weights side by side, then the biases.</summary>
    public Span<double> Values => _values;

    /// <summary>Gets the memory of a layer's weights, neurons x inputs, for kernels; whoever uses it keeps this object alive until the kernel has returned.</summary>
    public MatrixView View(int layer) =>
        new((double*)Marshal.UnsafeAddrOfPinnedArrayElement(_values, _starts[layer]), _sizes[layer + 1], _sizes[layer], _sizes[layer + 1]);

    public Span<double> Weights(int layer) => _values.AsSpan(_starts[layer], _sizes[layer] * _sizes[layer + 1]);

    public Span<double> Bias(int layer) => _values.AsSpan(_starts[layer] + (_sizes[layer] * _sizes[layer + 1]), _sizes[layer + 1]);

    /// <summary>Takes the weights and biases of a network of this shape.</summary>
    public void Load(Network network)
    {
        for (int l = 0; l < LayerCount; l++)
        {
            DenseLayer layer = network.Layers[l];
            Span<double> weights = Weights(l);
            for (int k = 0; k < layer.OutputSize; k++)
            {
                ReadOnlySpan<double> row = layer.Row(k);
                for (int j = 0; j < row.Length; j++)
                {
                    weights[k + (j * layer.OutputSize)] = row[j];
                }
            }

            Bias(l).Clear();
            layer.Bias.AsSpan().CopyTo(Bias(l));
        }
    }

    /// <summary>Makes a network with these weights and biases, and the activations and slopes of another.</summary>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public Network ToNetwork(Network template) => template.With([.. template.Layers.Select((layer, l) =>
    {
        var weights = new double[layer.OutputSize * layer.InputSize];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = Weights(l)[(i / layer.InputSize) + (i % layer.InputSize * layer.OutputSize)];
        }

        return layer.WithParameters([.. weights], [.. Bias(l)]);
    })]);
}
