using System.Collections.Immutable;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Constraints;

/// <summary>Builds the LipSDP constraint of a chain as a semidefinite program with low-rank coefficients, in coordinates in which a given point is about 1.</summary>
/// <remarks>
/// minimize r subject to
/// <code>
/// Z = r E_0 + sum_k t_k f_k (p_k q_k' + q_k p_k') - blk_L(W_L'W_L) >= 0,  t >= 0,     p_k = e_k - alpha_k w_k,  q_k = e_k - beta_k w_k
/// </code>
/// (Fazlyab et al. 2019, arXiv 1906.04893, with diagonal multipliers only), rho = f_0 r, lambda_k = f_k t_k, and Z multiplied from both sides by D = diag(f_0^(-1/2), (2 f_k)^(-1/2)),
/// so that its diagonal is 1 at the scale, up to what other layers add. A coefficient is the difference of two squares, ((p+q)(p+q)' - (p-q)(p-q)') / 2.
/// </remarks>
internal sealed class LipSdpProblem
{
    private readonly CompressedChain _chain;
    private readonly MultiplierPoint _scale;
    private readonly int[][] _variables;
    private readonly int[] _starts;
    private readonly double[] _coordinates;

    /// <param name="chain">The chain.</param>
    /// <param name="scale">The point that becomes 1; positive.</param>
    /// <param name="isPerNeuron">One multiplier per neuron, otherwise one per layer.</param>
    /// <param name="objective">The coefficient of r in the objective.</param>
    public LipSdpProblem(CompressedChain chain, MultiplierPoint scale, bool isPerNeuron, double objective = 1.0)
    {
        (_chain, _scale) = (chain, scale);
        int next = 0;
        _variables = [.. chain.Slopes.Select(layer => layer.Select((_, k) => isPerNeuron || k == 0 ? ++next : next).ToArray())];
        VariableCount = 1 + next;
        int[] orders = chain.Orders;
        _starts = [0, .. orders.Select((_, l) => orders[..(l + 1)].Sum())];
        _coordinates = [.. Enumerable.Repeat(1.0 / Math.Sqrt(scale.Rho), orders[0]), .. scale.Multipliers.SelectMany(layer => layer.Select(value => 1.0 / Math.Sqrt(2.0 * value)))];
        Problem = Build(objective);
    }

    /// <summary>Gets the problem: block 0 is Z, block 1 the multipliers; variable 0 is r.</summary>
    public SdpProblem Problem { get; }

    private int VariableCount { get; }

    private int Order => _starts[^1];

    private SdpProblem Build(double objective)
    {
        var builder = new SdpProblemBuilder(VariableCount);
        int semidefinite = builder.AddSemidefiniteBlock(Order);
        builder.SetObjective(0, objective);
        for (int j = 0; j < _starts[1]; j++)
        {
            builder.AddEntry(0, semidefinite, j, j, 1.0);
        }

        if (VariableCount > 1)
        {
            int signs = builder.AddDiagonalBlock(VariableCount - 1);
            for (int variable = 1; variable < VariableCount; variable++)
            {
                builder.AddEntry(variable, signs, variable - 1, variable - 1, 1.0);
            }
        }

        for (int l = 0; l < _chain.HiddenCount; l++)
        {
            foreach (IGrouping<int, int> neurons in Enumerable.Range(0, _variables[l].Length).GroupBy(k => _variables[l][k]))
            {
                AddCoefficient(builder, semidefinite, l, [.. neurons], neurons.Key);
            }
        }

        AddOutput(builder, semidefinite);
        return builder.Build();
    }

    private void AddCoefficient(SdpProblemBuilder builder, int block, int layer, ImmutableArray<int> neurons, int variable)
    {
        DenseMatrix weights = _chain.Weights[layer];
        var factor = new double[2 * neurons.Length * Order];
        var signs = new double[2 * neurons.Length];
        for (int i = 0; i < neurons.Length; i++)
        {
            int k = neurons[i];
            SlopeRange slopes = _chain.Slopes[layer][k];
            double scale = Math.Sqrt(0.5 * _scale.Multipliers[layer][k]);
            Span<double> sum = factor.AsSpan(2 * i * Order, Order);
            Span<double> difference = factor.AsSpan(((2 * i) + 1) * Order, Order);
            for (int j = 0; j < weights.Columns; j++)
            {
                double weight = scale * weights[k, j] * _coordinates[_starts[layer] + j];
                sum[_starts[layer] + j] = -(slopes.Minimum + slopes.Maximum) * weight;
                difference[_starts[layer] + j] = (slopes.Maximum - slopes.Minimum) * weight;
            }

            sum[_starts[layer + 1] + k] = 2.0 * scale * _coordinates[_starts[layer + 1] + k];
            (signs[2 * i], signs[(2 * i) + 1]) = (1.0, -1.0);
        }

        builder.AddLowRank(variable, block, factor, signs);
    }

    private void AddOutput(SdpProblemBuilder builder, int block)
    {
        DenseMatrix weights = _chain.Weights[^1];
        var factor = new double[Order * weights.Rows];
        for (int i = 0; i < weights.Rows; i++)
        {
            for (int j = 0; j < weights.Columns; j++)
            {
                factor[(i * Order) + _starts[^2] + j] = weights[i, j] * _coordinates[_starts[^2] + j];
            }
        }

        builder.AddLowRank(SdpProblem.Constant, block, factor, Enumerable.Repeat(1.0, weights.Rows).ToArray());
    }
}
