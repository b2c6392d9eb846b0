using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Chains;

/// <summary>Folds the selection of outputs and the slopes of the last activation into the last weights.</summary>
internal static class OutputFolding
{
    /// <summary>
    /// Selects rows, or the difference of two, and multiplies each by the largest slope in absolute value m_i its activation can have:
    /// |phi_i(a) - phi_i(b)| &lt;= m_i |a - b|, so that a bound of the folded layer is one of the layer with its activation.
    /// </summary>
    public static ChainLayer Fold(ChainLayer layer, OutputSelection selection)
    {
        ChainLayer scaled = Scaled(selection.Index is { } index ? layer.Select(selection.Subtracted is { } other ? [index, other] : [index], AllColumns(layer)) : layer);
        return selection.Subtracted is null ? scaled : Difference(scaled);
    }

    private static ChainLayer Scaled(ChainLayer layer)
    {
        if (layer.Slopes.All(range => range.Magnitude == 1.0))
        {
            return layer;
        }

        var weights = new DenseMatrix(layer.Weights.Rows, layer.Weights.Columns);
        var radii = new DenseMatrix(layer.Weights.Rows, layer.Weights.Columns);
        for (int j = 0; j < weights.Columns; j++)
        {
            for (int i = 0; i < weights.Rows; i++)
            {
                double magnitude = layer.Slopes[i].Magnitude;
                weights[i, j] = magnitude * layer.Weights[i, j];
                radii[i, j] = magnitude is 0.0 or 1.0 || layer.Weights[i, j] == 0.0 ? 0.0 : Rounding.Up((Rounding.Unit * Math.Abs(weights[i, j])) + Rounding.Least);
            }
        }

        return layer with { Weights = weights, Radii = radii };
    }

    private static ChainLayer Difference(ChainLayer pair)
    {
        int columns = pair.Weights.Columns;
        DenseMatrix weights = DenseMatrix.Of(1, columns, (_, j) => pair.Weights[0, j] - pair.Weights[1, j]);
        DenseMatrix radii = DenseMatrix.Of(
            1, columns, (_, j) => Rounding.Up((Rounding.Unit * Math.Abs(weights[0, j])) + pair.Radius(0, j) + pair.Radius(1, j)));
        return new ChainLayer(pair.Source, weights, radii, [pair.Slopes[0]], [pair.Neurons[0]]);
    }

    private static int[] AllColumns(ChainLayer layer) => [.. Enumerable.Range(0, layer.Weights.Columns)];
}
