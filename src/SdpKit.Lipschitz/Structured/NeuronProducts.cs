using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Holds the products of a symmetric matrix B with the vectors of all neurons: e_k'B e_l, T = B V' (column k is B_prev v_k) and S = V T, lower triangle.</summary>
/// <remarks>With them, p_k'B q_l = B_kl - beta_l T_kl - alpha_k T_lk + alpha_k beta_l S_kl, and so on with alpha for p, beta for q. The memory is taken once.</remarks>
/// <param name="constraint">The constraint, of order n with m neurons.</param>
/// <param name="order">The order of the matrix whose leading part is B.</param>
internal sealed class NeuronProducts(ScaledConstraint constraint, int order)
{
    /// <summary>Gets B, both triangles; filled by its owner.</summary>
    public DenseMatrix Matrix { get; } = new(order, order);

    /// <summary>Gets T, n x m.</summary>
    public DenseMatrix Products { get; } = new(constraint.Order, constraint.NeuronCount);

    /// <summary>Gets S, m x m; the upper triangle is only filled in part.</summary>
    public DenseMatrix Gram { get; } = new(constraint.NeuronCount, constraint.NeuronCount);

    /// <summary>Computes T and S from the matrix.</summary>
    public void Form(KernelContext context)
    {
        constraint.MultiplyWeights(Matrix, Products, context);
        for (int l = 0; l < constraint.Weights.Length; l++)
        {
            MatrixView weights = constraint.Weights[l].View;
            int columns = constraint.Starts[l + 2] - constraint.InputOrder;
            MatrixProduct.Multiply(
                1.0,
                weights,
                false,
                Products.View.Slice(constraint.FirstColumn(l), 0, weights.Columns, columns),
                false,
                0.0,
                Gram.View.Slice(constraint.Starts[l + 1] - constraint.InputOrder, 0, weights.Rows, columns),
                context);
        }

        GC.KeepAlive(this);
    }

    /// <summary>Computes &lt;F_k, B> = p_k'B q_k.</summary>
    public double Inner(int neuron)
    {
        int own = constraint.InputOrder + neuron;
        (double least, double largest) = (constraint.Least[neuron], constraint.Largest[neuron]);
        return Matrix[own, own] - ((least + largest) * Products[own, neuron]) + (least * largest * Gram[neuron, neuron]);
    }

    /// <summary>Computes tr of the input's block.</summary>
    public double InputTrace()
    {
        double sum = 0.0;
        for (int j = 0; j < constraint.InputOrder; j++)
        {
            sum += Matrix[j, j];
        }

        return sum;
    }
}
