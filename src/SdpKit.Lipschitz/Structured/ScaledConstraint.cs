using System.Collections.Immutable;
using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Constraints;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Represents the LipSDP constraint of a chain in variables relative to a point, which so becomes (1, ..., 1), and in coordinates in which each block is I plus what other layers add.</summary>
/// <remarks>
/// With d = rho^(-1/2) at the input and (2 lambda_k)^(-1/2) at neuron k, V_l(k,j) = (2 lambda_k)^(1/2) W_l(k,j) d_j, and the last V = W_L d,
/// <code>
/// Z = x_0 E_0 + sum_k x_k F_k - F_0,    F_k = (p_k q_k' + q_k p_k')/2,  p_k = e_k - alpha_k v_k,  q_k = e_k - beta_k v_k,    F_0 = V_L'V_L in the last block
/// </code>
/// Z is block tridiagonal, with one block for the input and one for each hidden layer.
/// </remarks>
internal sealed unsafe class ScaledConstraint
{
    private readonly DenseMatrix _output;
    private readonly bool[] _hasCurvature;

    public ScaledConstraint(CompressedChain chain, MultiplierPoint point, KernelContext context)
    {
        int[] orders = chain.Orders;
        Starts = [0, .. orders.Select((_, l) => orders[..(l + 1)].Sum())];
        Least = [.. chain.Slopes.SelectMany(layer => layer.Select(range => range.Minimum))];
        Largest = [.. chain.Slopes.SelectMany(layer => layer.Select(range => range.Maximum))];
        _hasCurvature = [.. chain.Slopes.Select(layer => layer.Any(range => range.Minimum != 0.0 && range.Maximum != 0.0))];
        double[][] coordinates =
        [
            [.. Enumerable.Repeat(1.0 / Math.Sqrt(point.Rho), orders[0])],
            .. point.Multipliers.Select(layer => layer.Select(value => 1.0 / Math.Sqrt(2.0 * value)).ToArray()),
        ];
        Weights = [.. Enumerable.Range(0, chain.HiddenCount).Select(l => Scaled(chain.Weights[l], coordinates[l], coordinates[l + 1]))];
        DenseMatrix last = Scaled(chain.Weights[^1], coordinates[^1], null);
        _output = new DenseMatrix(last.Columns, last.Columns);
        MatrixOperations.Multiply(1.0, last, true, last, false, 0.0, _output, context);
    }

    /// <summary>Gets the first row of each block, and the order of Z.</summary>
    public int[] Starts { get; }

    /// <summary>Gets V_0 to V_(L-1).</summary>
    public ImmutableArray<DenseMatrix> Weights { get; }

    /// <summary>Gets alpha of all neurons.</summary>
    public double[] Least { get; }

    /// <summary>Gets beta of all neurons.</summary>
    public double[] Largest { get; }

    public int Order => Starts[^1];

    public int InputOrder => Starts[1];

    public int NeuronCount => Order - InputOrder;

    /// <summary>Computes <c>x_0 E_0 + sum_k x_k F_k - constant F_0</c>, both triangles.</summary>
    /// <param name="rho">x_0.</param>
    /// <param name="neurons">x_k.</param>
    /// <param name="constant">0 or 1.</param>
    /// <param name="z">Receives the matrix.</param>
    /// <param name="context">Threads and cancellation.</param>
    public void Combine(double rho, double[] neurons, double constant, DenseMatrix z, KernelContext context)
    {
        z.Values.Clear();
        for (int j = 0; j < Order; j++)
        {
            z[j, j] = j < InputOrder ? rho : neurons[j - InputOrder];
        }

        for (int l = 0; l < Weights.Length; l++)
        {
            DenseMatrix weights = Weights[l];
            int firstNeuron = Starts[l + 1] - InputOrder;
            for (int j = 0; j < weights.Columns; j++)
            {
                for (int k = 0; k < weights.Rows; k++)
                {
                    int neuron = firstNeuron + k;
                    double value = -0.5 * neurons[neuron] * (Least[neuron] + Largest[neuron]) * weights[k, j];
                    z[Starts[l + 1] + k, Starts[l] + j] = value;
                    z[Starts[l] + j, Starts[l + 1] + k] = value;
                }
            }

            if (_hasCurvature[l])
            {
                DenseMatrix curved = DenseMatrix.Of(
                    weights.Rows, weights.Columns, (k, j) => neurons[firstNeuron + k] * Least[firstNeuron + k] * Largest[firstNeuron + k] * weights[k, j]);
                MatrixView block = z.View.Slice(Starts[l], Starts[l], weights.Columns, weights.Columns);
                MatrixProduct.Multiply(1.0, curved.View, true, weights.View, false, 1.0, block, context);
                Symmetrization.Average(block, context);
                GC.KeepAlive(curved);
            }
        }

        AddOutput(-constant, z);
        GC.KeepAlive(z);
    }

    /// <summary>Computes &lt;F_0, Y>.</summary>
    public double OutputInner(DenseMatrix y)
    {
        double sum = 0.0;
        int first = Starts[^2];
        for (int j = 0; j < _output.Columns; j++)
        {
            for (int i = 0; i < _output.Rows; i++)
            {
                sum += _output[i, j] * y[first + i, first + j];
            }
        }

        return sum;
    }

    /// <summary>Computes C := A B for a block tridiagonal A: three blocks of a row at a time.</summary>
    public void MultiplyTridiagonal(DenseMatrix a, DenseMatrix b, double beta, DenseMatrix c, KernelContext context)
    {
        for (int l = 0; l + 1 < Starts.Length; l++)
        {
            int rows = Starts[l + 1] - Starts[l];
            int first = Starts[Math.Max(l - 1, 0)];
            int count = Starts[Math.Min(l + 2, Starts.Length - 1)] - first;
            MatrixProduct.Multiply(
                1.0, a.View.Slice(Starts[l], first, rows, count), false, b.View.Slice(first, 0, count, Order), false, beta, c.View.Slice(Starts[l], 0, rows, Order), context);
        }

        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(c);
    }

    /// <summary>Computes the columns B_prev v_k of all neurons.</summary>
    public void MultiplyWeights(DenseMatrix b, DenseMatrix products, KernelContext context)
    {
        for (int l = 0; l < Weights.Length; l++)
        {
            MatrixView weights = Weights[l].View;
            MatrixView target = products.View.Slice(0, Starts[l + 1] - InputOrder, Order, weights.Rows);
            MatrixProduct.Multiply(1.0, b.View.Slice(0, Starts[l], Order, weights.Columns), false, weights, true, 0.0, target, context);
        }

        GC.KeepAlive(b);
        GC.KeepAlive(products);
        GC.KeepAlive(this);
    }

    private void AddOutput(double scale, DenseMatrix z)
    {
        int first = Starts[^2];
        for (int j = 0; scale != 0.0 && j < _output.Columns; j++)
        {
            for (int i = 0; i < _output.Rows; i++)
            {
                z[first + i, first + j] += scale * _output[i, j];
            }
        }
    }

    private static DenseMatrix Scaled(DenseMatrix weights, double[] columns, double[]? rows) =>
        DenseMatrix.Of(weights.Rows, weights.Columns, (k, j) => weights[k, j] * columns[j] / (rows is null ? 1.0 : rows[k]));
}
