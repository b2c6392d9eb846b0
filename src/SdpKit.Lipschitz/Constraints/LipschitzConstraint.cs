using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;

namespace SdpKit.Lipschitz.Constraints;

/// <summary>Writes LipSDP of a network down as a semidefinite program, for other solvers. Thread-safe.</summary>
public static class LipschitzConstraint
{
    /// <summary>Builds the program whose optimum is L^2, L the LipSDP bound of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="isPerNeuron">One multiplier per neuron (LipSDP-Neuron), otherwise one per layer (LipSDP-Layer).</param>
    /// <param name="output">Which outputs the bound is for; all by default.</param>
    /// <returns>
    /// Variable 0 is rho = L^2, the others are half the multipliers of the hidden neurons that transmit changes, or of the layers, in order. Block 0 is the constraint on input and hidden neurons, with the rows and
    /// columns of hidden neurons halved; block 1 says that multipliers are not negative. First and last weights are replaced by their triangular factors where those are smaller, which leaves the optimum as it is.
    /// </returns>
    /// <exception cref="ArgumentException">The network has no such output, or is constant.</exception>
    public static SdpProblem Of(Network network, bool isPerNeuron = true, OutputSelection output = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (output.ProblemWith(network) is { } problem)
        {
            throw new ArgumentException(problem, nameof(output));
        }

        LayerChain layers = LayerChain.Of(network, 0, network.Layers.Length - 1, output);
        if (layers.IsConstant)
        {
            throw new ArgumentException("The network is constant: its bound is 0, and there is no constraint to write.", nameof(network));
        }

        using var context = new KernelContext(1, CancellationToken.None);
        var chain = new CompressedChain(layers, context);

        // The scale by powers of two that makes variable 0 the rho of the network itself, and every entry as exact as the weights are.
        var units = new MultiplierPoint(1.0, [.. chain.Slopes.Select(layer => Enumerable.Repeat(1.0, layer.Length).ToArray())]);
        MultiplierPoint restored = chain.Restore(units);
        var scale = new MultiplierPoint(1.0 / restored.Rho, [.. restored.Multipliers.Select(layer => layer.Select(value => 2.0 / value).ToArray())]);
        return new LipSdpProblem(chain, scale, isPerNeuron).Problem;
    }
}
