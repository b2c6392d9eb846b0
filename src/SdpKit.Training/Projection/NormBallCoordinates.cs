using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Training.Projection;

/// <summary>Goes from weights to the matrix K whose spectral norm is at most 1 exactly where the certificate holds, and back.</summary>
/// <remarks>
/// The constraint of the paper (arXiv 2005.02929, eq. 7), for slopes [0, beta] and multiplied from both sides by powers of its diagonal, is I + [0, B'; B, 0] &gt;= 0 in block tridiagonal form, with blocks
/// <code>
/// B_0 = beta (T_1 / 2 rho)^(1/2) W_0,   B_l = beta (T_(l+1) / 2)^(1/2) W_l (2 T_l)^(-1/2),   B_L = W_L (2 T_L)^(-1/2)
/// </code>
/// (T_(L+1) has no part). Even blocks are joined to odd ones only, so that it holds exactly where the matrix K of these joints has norm at most 1; signs do not matter. Rows of K are
/// the even blocks or the odd ones, whichever are more.
/// </remarks>
internal sealed class NormBallCoordinates
{
    private readonly int[] _starts;
    private readonly int _rowParity;
    private readonly double[][] _rowScales;
    private readonly double[][] _columnScales;

    /// <param name="sizes">The sizes of input, hidden layers and output.</param>
    /// <param name="multipliers">T_1 to T_L, positive.</param>
    /// <param name="slopes">The largest slope beta of each hidden neuron.</param>
    /// <param name="rho">The square of the bound.</param>
    public NormBallCoordinates(int[] sizes, IReadOnlyList<double[]> multipliers, IReadOnlyList<double[]> slopes, double rho)
    {
        int hidden = multipliers.Count;
        _starts = new int[sizes.Length];
        int[] totals = new int[2];
        for (int block = 0; block < sizes.Length; block++)
        {
            _starts[block] = totals[block % 2];
            totals[block % 2] += sizes[block];
        }

        _rowParity = totals[0] >= totals[1] ? 0 : 1;
        (Rows, Columns) = (totals[_rowParity], totals[1 - _rowParity]);
        _rowScales = [.. multipliers.Select((layer, l) => layer.Select((t, k) => slopes[l][k] * Math.Sqrt(0.5 * t)).ToArray()), [.. Enumerable.Repeat(1.0, sizes[^1])]];
        _columnScales = [[.. Enumerable.Repeat(1.0 / Math.Sqrt(rho), sizes[0])], .. multipliers.Select(layer => layer.Select(t => 1.0 / Math.Sqrt(2.0 * t)).ToArray())];
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Writes the entries of K that belong to weights: function(layer, row, column of the weight, its scale); all others stay.</summary>
    public void Fill(DenseMatrix joints, Func<int, int, int, double, double> function)
    {
        for (int l = 0; l < _rowScales.Length; l++)
        {
            for (int j = 0; j < _columnScales[l].Length; j++)
            {
                for (int k = 0; k < _rowScales[l].Length; k++)
                {
                    Entry(joints, l, k, j) = function(l, k, j, _rowScales[l][k] * _columnScales[l][j]);
                }
            }
        }
    }

    /// <summary>Computes the weights of each layer from K.</summary>
    public DenseMatrix[] WeightsOf(DenseMatrix joints) =>
        [.. _rowScales.Select((rows, l) => DenseMatrix.Of(rows.Length, _columnScales[l].Length, (k, j) => Entry(joints, l, k, j) / (rows[k] * _columnScales[l][j])))];

    private ref double Entry(DenseMatrix joints, int layer, int row, int column)
    {
        // Block layer + 1 is the neurons, block layer their inputs.
        int neuron = _starts[layer + 1] + row;
        int input = _starts[layer] + column;
        return ref (layer + 1) % 2 == _rowParity ? ref joints[neuron, input] : ref joints[input, neuron];
    }
}
