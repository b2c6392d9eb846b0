using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Proof;

/// <summary>Writes down the LipSDP constraint of a chain at a point, with bounds of every rounding.</summary>
/// <remarks>
/// The extended form, positive definite exactly where rho E_0 + sum_k lambda_k (p_k q_k' + q_k p_k') - blk_L(W_L'W_L) is: with T_l = diag(lambda), A_l, B_l the slopes,
/// <code>
/// blocks 0 .. L+1 on the diagonal:  rho I [+ 2 W_0' A B T W_0],  2 T_l [+ 2 W_l' A B T W_l],  I;     below them:  -T_1 (A + B) W_0,  ...,  -T_L (A + B) W_(L-1),  W_L
/// </code>
/// </remarks>
internal static class ExtendedConstraint
{
    /// <summary>Writes the constraint, multiplied from both sides by powers of two so that its diagonal is near 1; null where that has an entry that is not positive, or something overflows.</summary>
    public static BoundedMatrix? Of(LayerChain chain, MultiplierPoint point, KernelContext context)
    {
        int hidden = chain.HiddenCount;
        var center = new BlockPath(Orders(chain));
        var errors = new BlockErrors(center.Orders);
        Array.Fill(center.Diagonals[0], point.Rho);
        Array.Fill(center.Diagonals[hidden + 1], 1.0);
        for (int l = 0; l < hidden; l++)
        {
            double[] multipliers = point.Multipliers[l];
            for (int k = 0; k < multipliers.Length; k++)
            {
                center.Diagonals[l + 1][k] = 2.0 * multipliers[k];
            }

            center[l + 1, l] = Joint(chain.Layers[l], k => -multipliers[k], k => chain.Layers[l].Slopes[k].Minimum + chain.Layers[l].Slopes[k].Maximum, errors.Joints[l]);
            CurvatureTerm.Add(chain.Layers[l], multipliers, center, errors, l, context);
        }

        center[hidden + 1, hidden] = Joint(chain.Layers[hidden], _ => 1.0, _ => 1.0, errors.Joints[hidden]);
        return PowerOfTwoScaling.TryApply(center, errors, out double[] rowSums) ? new BoundedMatrix(center, rowSums) : null;
    }

    /// <summary>Estimates what a proof of the constraint needs as the least eigenvalue, from the sizes of its blocks.</summary>
    public static double UsualMargin(LayerChain chain)
    {
        int[] orders = Orders(chain);
        bool[] hasEntries = [.. chain.Layers[..^1].Select(layer => !CurvatureTerm.IsZero(layer)), false, false];
        return VerifiedCholesky.UsualShift(orders, EliminationOrder.Of(orders, hasEntries));
    }

    private static int[] Orders(LayerChain chain) => [.. chain.Layers.Select(layer => layer.Weights.Columns), chain.OutputSize];

    /// <summary>Computes m_k s_k w_kj, three roundings, s_k a sum of two slopes.</summary>
    private static DenseMatrix Joint(ChainLayer layer, Func<int, double> multiplier, Func<int, double> slope, DenseMatrix error)
    {
        var joint = new DenseMatrix(layer.Weights.Rows, layer.Weights.Columns);
        double[] factors = [.. Enumerable.Range(0, joint.Rows).Select(k => multiplier(k) * slope(k))];
        for (int j = 0; j < joint.Columns; j++)
        {
            Span<double> products = joint.Column(j);
            Span<double> errors = error.Column(j);
            ReadOnlySpan<double> weights = layer.Weights.Column(j);
            ReadOnlySpan<double> radii = layer.Radii is { } all ? all.Column(j) : [];
            for (int k = 0; k < products.Length; k++)
            {
                double radius = radii.IsEmpty ? 0.0 : radii[k];
                double magnitude = Math.Abs(weights[k]) + radius;
                products[k] = factors[k] * weights[k];
                errors[k] = magnitude == 0.0
                    ? 0.0
                    : Rounding.Up((4.0 * Rounding.Unit * Math.Abs(products[k])) + (Math.Abs(factors[k]) * radius) + (Rounding.Least * (2.0 + magnitude)));
            }
        }

        return joint;
    }
}
