using System.Collections.Immutable;
using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.Constraints;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Represents the LipSDP constraint of a chain in variables relative to a point, which so becomes (1, ..., 1), and in coordinates in which each block is I plus what other layers add.</summary>
/// <remarks>
/// With d = rho^(-1/2) at the input and (2 lambda_k)^(-1/2) at neuron k, V_l(k,j) = (2 lambda_k)^(1/2) W_l(k,j) d_j, and the last V = W_L d,
/// <code>
/// Z = x_0 E_0 + sum_k x_k F_k - F_0,    F_k = (p_k q_k' + q_k p_k')/2,  p_k = e_k - alpha_k v_k,  q_k = e_k - beta_k v_k,    F_0 = V_L'V_L
/// </code>
/// with the weights and slopes of <see cref="SlopeCoordinates"/>. Z is block tridiagonal, with one block for the input and one for each hidden layer, or, with joined weights, one block.
/// </remarks>
internal sealed unsafe class ScaledConstraint
{
    private readonly bool _isJoined;
    private readonly bool[] _hasCurvature;
    private readonly DenseMatrix _outputProducts;

    public ScaledConstraint(CompressedChain chain, MultiplierPoint point, KernelContext context)
    {
        var slopes = new SlopeCoordinates(chain, context);
        int[] orders = chain.Orders;
        _isJoined = slopes.AreJoined;
        Starts = [0, .. orders.Select((_, l) => orders[..(l + 1)].Sum())];
        double[] centers = [.. slopes.Centers.SelectMany(layer => layer)];
        Least = [.. chain.Slopes.SelectMany(layer => layer.Select(range => range.Minimum)).Zip(centers, (slope, center) => slope - center)];
        Largest = [.. chain.Slopes.SelectMany(layer => layer.Select(range => range.Maximum)).Zip(centers, (slope, center) => slope - center)];
        _hasCurvature = [.. Enumerable.Range(0, chain.HiddenCount).Select(l => Neurons(l).Any(k => Least[k] != 0.0 && Largest[k] != 0.0))];
        double[] roots = [.. Enumerable.Repeat(Math.Sqrt(point.Rho), InputOrder), .. point.Multipliers.SelectMany(layer => layer.Select(value => Math.Sqrt(2.0 * value)))];
        Weights = [.. Enumerable.Range(0, chain.HiddenCount).Select(l => Scaled(slopes.Weights[l], roots.AsSpan(FirstColumn(l)), roots.AsSpan(Starts[l + 1])))];
        Output = Scaled(slopes.Weights[^1], roots.AsSpan(FirstColumn(chain.HiddenCount)), []);
        _outputProducts = new DenseMatrix(Output.Columns, Output.Rows);
    }

    /// <summary>Gets the first coordinate of each layer, and the order of Z.</summary>
    public int[] Starts { get; }

    /// <summary>Gets V_0 to V_(L-1), of the coordinates from <see cref="FirstColumn"/> on.</summary>
    public ImmutableArray<DenseMatrix> Weights { get; }

    /// <summary>Gets V_L.</summary>
    public DenseMatrix Output { get; }

    /// <summary>Gets alpha of all neurons.</summary>
    public double[] Least { get; }

    /// <summary>Gets beta of all neurons.</summary>
    public double[] Largest { get; }

    public int Order => Starts[^1];

    /// <summary>Gets the order of the largest block of Z.</summary>
    public int LargestBlock => _isJoined ? Order : Enumerable.Range(1, Starts.Length - 1).Max(l => Starts[l] - Starts[l - 1]);

    public int InputOrder => Starts[1];

    public int NeuronCount => Order - InputOrder;

    /// <summary>Gets the coordinate of the first column of V_l.</summary>
    public int FirstColumn(int layer) => _isJoined ? 0 : Starts[layer];

    /// <summary>Makes a matrix of Z's pattern, zero.</summary>
    public PathMatrix CreateMatrix() => _isJoined
        ? new PathMatrix([Order], [true])
        : new PathMatrix([.. Enumerable.Range(0, Starts.Length - 1).Select(l => Starts[l + 1] - Starts[l])], [.. _hasCurvature, false]);

    /// <summary>Computes <c>x_0 E_0 + sum_k x_k F_k</c>.</summary>
    /// <param name="rho">x_0.</param>
    /// <param name="neurons">x_k.</param>
    /// <param name="sum">Receives the matrix, which <see cref="CreateMatrix"/> made.</param>
    /// <param name="context">Threads and cancellation.</param>
    public void Combine(double rho, double[] neurons, PathMatrix sum, KernelContext context)
    {
        sum.Diagonal.AsSpan(0, InputOrder).Fill(rho);
        neurons.CopyTo(sum.Diagonal, InputOrder);
        foreach (DenseMatrix? dense in sum.Dense)
        {
            dense?.Values.Clear();
        }

        for (int l = 0; l < Weights.Length; l++)
        {
            DenseMatrix weights = Weights[l];
            int first = Starts[l + 1] - InputOrder;
            MatrixView joint = _isJoined ? sum.Dense[0]!.View.Slice(Starts[l + 1], 0, weights.Rows, weights.Columns) : sum.Joints[l].View;
            for (int j = 0; j < weights.Columns; j++)
            {
                for (int k = 0; k < weights.Rows; k++)
                {
                    *joint.At(k, j) = -0.5 * neurons[first + k] * (Least[first + k] + Largest[first + k]) * weights[k, j];
                }
            }

            if (_hasCurvature[l])
            {
                DenseMatrix curved = DenseMatrix.Of(weights.Rows, weights.Columns, (k, j) => neurons[first + k] * Least[first + k] * Largest[first + k] * weights[k, j]);
                MatrixView block = sum.Dense[_isJoined ? 0 : l]!.View.Slice(0, 0, weights.Columns, weights.Columns);
                MatrixProduct.Multiply(1.0, curved.View, true, weights.View, false, 1.0, block, context);
                GC.KeepAlive(curved);
            }
        }

        foreach (DenseMatrix? dense in sum.Dense)
        {
            if (dense is not null)
            {
                Symmetrization.MirrorLower(dense.View, context);
            }
        }

        GC.KeepAlive(sum);
    }

    /// <summary>Computes &lt;F_0, Y>.</summary>
    public double OutputInner(DenseMatrix y, KernelContext context)
    {
        int first = FirstColumn(Weights.Length);
        MatrixProduct.Multiply(1.0, y.View.Slice(first, first, Output.Columns, Output.Columns), false, Output.View, true, 0.0, _outputProducts.View, context);
        double sum = 0.0;
        for (int i = 0; i < Output.Rows; i++)
        {
            for (int j = 0; j < Output.Columns; j++)
            {
                sum += Output[i, j] * _outputProducts[j, i];
            }
        }

        GC.KeepAlive(this);
        GC.KeepAlive(y);
        return sum;
    }

    /// <summary>Computes the columns B v_k of all neurons.</summary>
    public void MultiplyWeights(DenseMatrix b, DenseMatrix products, KernelContext context)
    {
        for (int l = 0; l < Weights.Length; l++)
        {
            MatrixView weights = Weights[l].View;
            MatrixView target = products.View.Slice(0, Starts[l + 1] - InputOrder, Order, weights.Rows);
            MatrixProduct.Multiply(1.0, b.View.Slice(0, FirstColumn(l), Order, weights.Columns), false, weights, true, 0.0, target, context);
        }

        GC.KeepAlive(b);
        GC.KeepAlive(products);
        GC.KeepAlive(this);
    }

    private IEnumerable<int> Neurons(int layer) => Enumerable.Range(Starts[layer + 1] - InputOrder, Starts[layer + 2] - Starts[layer + 1]);

    private static DenseMatrix Scaled(DenseMatrix weights, ReadOnlySpan<double> columns, ReadOnlySpan<double> rows)
    {
        var scaled = new DenseMatrix(weights.Rows, weights.Columns);
        for (int j = 0; j < weights.Columns; j++)
        {
            for (int k = 0; k < weights.Rows; k++)
            {
                scaled[k, j] = weights[k, j] * (rows.IsEmpty ? 1.0 : rows[k]) / columns[j];
            }
        }

        return scaled;
    }
}
