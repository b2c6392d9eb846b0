using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.Proof;

/// <summary>Writes down the LipSDP constraint of a chain at a point, with bounds of every rounding.</summary>
/// <remarks>
/// The extended form, positive definite exactly where rho E_0 + sum_k lambda_k (p_k q_k' + q_k p_k') - blk_L(W_L'W_L) is: with T_l = diag(lambda), A_l, B_l the slopes,
/// <code>
/// blocks 0 .. L+1 on the diagonal:  rho I [+ 2 W_0' A B T W_0],  2 T_l [+ 2 W_l' A B T W_l],  I;     below them:  -T_1 (A + B) W_0,  ...,  -T_L (A + B) W_(L-1),  W_L
/// </code>
/// It is written down multiplied from both sides by powers of two that bring rho and all 2 lambda to between 1/2 and 2: with D_l those of block l, D T D, which is exact, and D_(l+1)^-1 W_l D_l in the place of T and W.
/// So nothing overflows or underflows on the way that matters beside the diagonal.
/// </remarks>
internal static class ExtendedConstraint
{
    /// <summary>Writes the constraint, scaled so that its diagonal is near 1; null where that has an entry that is not positive, or something overflows.</summary>
    public static BoundedMatrix? Of(LayerChain chain, MultiplierPoint point, KernelContext context)
    {
        int hidden = chain.HiddenCount;
        var center = new BlockPath(Orders(chain));
        var errors = new BlockErrors(center.Orders);
        int[] exponents = Fill(center.Diagonals[0], _ => point.Rho);
        for (int l = 0; l < hidden; l++)
        {
            ChainLayer layer = chain.Layers[l];
            double[] diagonal = center.Diagonals[l + 1];
            int[] next = Fill(diagonal, k => 2.0 * point.Multipliers[l][k]);
            EnclosedMatrix weights = Scaled(layer.Weights, next, exponents);
            EnclosedNumber[] factors = [.. diagonal.Select((value, k) => -0.5 * value * ((EnclosedNumber)layer.Slopes[k].Minimum + layer.Slopes[k].Maximum))];
            SetJoint(center, errors, l, EnclosedMatrix.Of(weights.Rows, weights.Columns, (k, j) => factors[k] * weights[k, j]));
            if (!CurvatureTerm.IsZero(layer))
            {
                CurvatureTerm.Add(weights, [.. diagonal.Select((value, k) => (EnclosedNumber)layer.Slopes[k].Minimum * layer.Slopes[k].Maximum * value)], center, errors, l, context);
            }

            exponents = next;
        }

        SetJoint(center, errors, hidden, Scaled(chain.Layers[hidden].Weights, Fill(center.Diagonals[hidden + 1], _ => 1.0), exponents));
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

    /// <summary>Fills a diagonal with scaled values, and gets the exponents of the powers of two that scale rows and columns.</summary>
    private static int[] Fill(double[] diagonal, Func<int, double> value)
    {
        var exponents = new int[diagonal.Length];
        for (int k = 0; k < diagonal.Length; k++)
        {
            double entry = value(k);
            exponents[k] = PowerOfTwoScaling.Exponent(entry);
            diagonal[k] = Math.ScaleB(entry, 2 * exponents[k]);
        }

        return exponents;
    }

    private static EnclosedMatrix Scaled(EnclosedMatrix weights, int[] rows, int[] columns) =>
        EnclosedMatrix.Of(weights.Rows, weights.Columns, (k, j) => weights[k, j].ScaledBy(columns[j] - rows[k]));

    private static void SetJoint(BlockPath center, BlockErrors errors, int block, EnclosedMatrix joint)
    {
        center[block + 1, block] = joint.Centers;
        errors.Joints[block] = joint.Radii;
    }
}
