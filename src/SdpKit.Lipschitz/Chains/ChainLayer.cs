using System.Collections.Immutable;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Chains;

/// <summary>Represents a weight matrix of a chain and the slopes after it.</summary>
/// <param name="Source">The layer of the network whose neurons they are.</param>
/// <param name="Weights">The weights as doubles, neurons x inputs.</param>
/// <param name="Radii">How far each true weight may be from that double; null where all are exact.</param>
/// <param name="Slopes">The slopes of each neuron after it; not used of the last layer of a chain.</param>
/// <param name="Neurons">The neuron of the network's layer that each row is.</param>
internal sealed record ChainLayer(int Source, DenseMatrix Weights, DenseMatrix? Radii, ImmutableArray<SlopeRange> Slopes, ImmutableArray<int> Neurons)
{
    /// <summary>Takes a layer of a network as it is.</summary>
    public static ChainLayer Of(DenseLayer layer, int source) => new(
        source,
        DenseMatrix.Of(layer.OutputSize, layer.InputSize, (i, j) => layer.Weights[(i * layer.InputSize) + j]),
        null,
        layer.Slopes,
        [.. Enumerable.Range(0, layer.OutputSize)]);

    /// <summary>Gets a bound of |w| for each true weight, less than one rounding too small.</summary>
    public double Magnitude(int row, int column) => Math.Abs(Weights[row, column]) + Radius(row, column);

    public double Radius(int row, int column) => Radii is null ? 0.0 : Radii[row, column];

    /// <summary>Keeps some rows and columns.</summary>
    public ChainLayer Select(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns)
    {
        int[] keptRows = rows.ToArray();
        int[] keptColumns = columns.ToArray();
        DenseMatrix Kept(DenseMatrix matrix) => DenseMatrix.Of(keptRows.Length, keptColumns.Length, (i, j) => matrix[keptRows[i], keptColumns[j]]);
        return new ChainLayer(
            Source, Kept(Weights), Radii is null ? null : Kept(Radii), [.. keptRows.Select(row => Slopes[row])], [.. keptRows.Select(row => Neurons[row])]);
    }
}
