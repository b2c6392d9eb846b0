using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Training.Gradients;

/// <summary>
/// Computes the margins of a batch of points, f_c - max of the other outputs for the class c, and their derivative by the points: unlike that of the cross-entropy, it does not vanish where a network is
/// confident (Carlini, Wagner, "Towards evaluating the robustness of neural networks", 2017). Allocates nothing after its construction; for one batch at a time.
/// </summary>
internal sealed class MarginPass
{
    private readonly BatchPass _pass;
    private readonly ParameterVector _parameters;
    private readonly DenseMatrix _gradient;
    private readonly int _classCount;

    /// <param name="network">The network, with at least two outputs.</param>
    /// <param name="capacity">The largest number of points of a batch.</param>
    /// <param name="context">Threads.</param>
    public MarginPass(Network network, int capacity, KernelContext context)
    {
        _pass = new BatchPass(network, capacity, context);
        _parameters = new ParameterVector(network.Sizes);
        _parameters.Load(network);
        _gradient = new DenseMatrix(network.InputSize, capacity);
        _classCount = network.OutputSize;
    }

    /// <summary>Gets the memory of the points, one after another.</summary>
    public Span<double> Inputs => _pass.Inputs;

    /// <summary>Computes the margins of the first points.</summary>
    /// <param name="labels">The classes of these points.</param>
    /// <param name="margins">Receives as many margins.</param>
    public void Evaluate(ReadOnlySpan<int> labels, Span<double> margins)
    {
        _pass.Forward(_parameters, labels.Length);
        Span<double> derivative = _pass.OutputDerivative[..(labels.Length * _classCount)];
        derivative.Clear();
        for (int k = 0; k < labels.Length; k++)
        {
            ReadOnlySpan<double> outputs = _pass.Outputs.Slice(k * _classCount, _classCount);
            int label = labels[k];
            int rival = label == 0 ? 1 : 0;
            for (int i = rival + 1; i < outputs.Length; i++)
            {
                rival = i != label && outputs[i] > outputs[rival] ? i : rival;
            }

            margins[k] = outputs[label] - outputs[rival];
            derivative[(k * _classCount) + label] = 1.0;
            derivative[(k * _classCount) + rival] = -1.0;
        }
    }

    /// <summary>Computes the derivative of each margin of the last evaluation by its point; once.</summary>
    /// <param name="count">The number of points of that evaluation.</param>
    /// <returns>As many values for each point as it has.</returns>
    public ReadOnlySpan<double> Differentiate(int count)
    {
        _pass.BackwardToInputs(_parameters, count, _gradient);
        return _gradient.Values[..(count * _gradient.Rows)];
    }
}
