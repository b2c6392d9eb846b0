namespace SdpKit.Lipschitz.Chains;

/// <summary>Leaves out hidden neurons that do not transmit changes: all weights in, or all weights out, are known to be zero, or the slope is 0 everywhere.</summary>
/// <remarks>Their multipliers would be arbitrary, or infinite. Where a whole layer is idle, the chain is constant.</remarks>
internal static class IdleNeurons
{
    public static void Remove(List<ChainLayer> layers)
    {
        bool hasChanged = true;
        while (hasChanged && layers.Count > 0)
        {
            hasChanged = false;
            for (int l = 0; l < layers.Count - 1; l++)
            {
                int[] busy = [.. Enumerable.Range(0, layers[l].Weights.Rows).Where(neuron => IsBusy(layers[l], layers[l + 1], neuron))];
                if (busy.Length == 0)
                {
                    layers.Clear();
                    break;
                }

                if (busy.Length < layers[l].Weights.Rows)
                {
                    layers[l] = layers[l].Select(busy, All(layers[l].Weights.Columns));
                    layers[l + 1] = layers[l + 1].Select(All(layers[l + 1].Weights.Rows), busy);
                    hasChanged = true;
                }
            }
        }

        if (layers.Count == 1 && !Enumerable.Range(0, layers[0].Weights.Rows).Any(row => HasWeightsIn(layers[0], row)))
        {
            layers.Clear();
        }
    }

    private static bool IsBusy(ChainLayer layer, ChainLayer next, int neuron) =>
        layer.Slopes[neuron].Magnitude > 0.0 && HasWeightsIn(layer, neuron) && Enumerable.Range(0, next.Weights.Rows).Any(row => !next.Weights[row, neuron].IsZero);

    private static bool HasWeightsIn(ChainLayer layer, int row) => Enumerable.Range(0, layer.Weights.Columns).Any(column => !layer.Weights[row, column].IsZero);

    private static int[] All(int count) => [.. Enumerable.Range(0, count)];
}
