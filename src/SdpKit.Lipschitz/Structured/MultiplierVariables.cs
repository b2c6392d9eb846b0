using SdpKit.Lipschitz.Constraints;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Maps the variables, rho first and then one per multiplier, to the neurons, of which those of a layer may share one.</summary>
internal sealed class MultiplierVariables
{
    private readonly int[] _ofNeuron;

    /// <param name="chain">The chain.</param>
    /// <param name="isPerNeuron">One multiplier per neuron, otherwise one per layer.</param>
    public MultiplierVariables(CompressedChain chain, bool isPerNeuron)
    {
        int next = 0;
        _ofNeuron = [.. chain.Slopes.SelectMany(layer => layer.Select((_, k) => isPerNeuron || k == 0 ? ++next : next).ToArray())];
        Count = 1 + next;
    }

    /// <summary>Gets the number of variables, rho's included.</summary>
    public int Count { get; }

    public bool IsPerNeuron => Count == 1 + _ofNeuron.Length;

    /// <summary>Gets the value of each neuron's variable.</summary>
    public double[] Spread(double[] variables) => [.. _ofNeuron.Select(variable => variables[variable])];

    /// <summary>Sums the neurons of each variable.</summary>
    public double[] Gather(double rho, Func<int, double> ofNeuron)
    {
        var sums = new double[Count];
        sums[0] = rho;
        for (int k = 0; k < _ofNeuron.Length; k++)
        {
            sums[_ofNeuron[k]] += ofNeuron(k);
        }

        return sums;
    }

    /// <summary>Gets the variable of row i of the Schur matrix of all neurons.</summary>
    public int OfRow(int row) => row == 0 ? 0 : _ofNeuron[row - 1];
}
