using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.Chains;

/// <summary>Folds the selection of outputs and the slopes of the last activation into the last weights.</summary>
internal static class OutputFolding
{
    /// <summary>
    /// Selects rows, or the difference of two, and multiplies each by the largest slope in absolute value m_i its activation can have:
    /// |phi_i(a) - phi_i(b)| &lt;= m_i |a - b|, so that a bound of the folded layer is one of the layer with its activation.
    /// </summary>
    public static ChainLayer Fold(DenseLayer layer, int source, OutputSelection selection)
    {
        ChainLayer selected = ChainLayer.Of(layer, source, selection switch
        {
            { Index: { } index, Subtracted: { } subtracted } => [index, subtracted],
            { Index: { } index } => [index],
            _ => [.. Enumerable.Range(0, layer.OutputSize)],
        });
        EnclosedMatrix weights = selected.Weights;
        if (selected.Slopes.Any(range => range.Magnitude != 1.0))
        {
            weights = EnclosedMatrix.Of(weights.Rows, weights.Columns, (i, j) => selected.Weights[i, j] * selected.Slopes[i].Magnitude);
        }

        // The two slopes are the same (OutputSelection.ProblemWith).
        ChainLayer folded = selection.Subtracted is null
            ? selected with { Weights = weights }
            : selected with { Weights = EnclosedMatrix.Of(1, weights.Columns, (_, j) => weights[0, j] - weights[1, j]), Neurons = [selected.Neurons[0]] };
        return (folded with { Slopes = [.. Enumerable.Repeat(new SlopeRange(1.0, 1.0), folded.Weights.Rows)] }).Normalized();
    }
}
