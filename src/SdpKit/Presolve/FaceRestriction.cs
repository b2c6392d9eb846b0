using SdpKit.LinearAlgebra;

namespace SdpKit.Presolve;

/// <summary>Replaces a block's F by P'FP, where P spans what is orthogonal to u, and drops the variable whose matrix is d uu'.</summary>
/// <remarks>Back again, Y = PY'P', and x_i is made just so large that X = sum x_j F_j - F_0 is positive semidefinite to well below the tolerance.</remarks>
internal sealed class FaceRestriction : PresolveStep
{
    /// <summary>X counts as positive semidefinite when X + this times (1 + max|F_0|) I has a Cholesky factor.</summary>
    private const double Slack = 1e-9;

    /// <summary>x_i may be so many times larger than it must be: each trial costs a factorisation.</summary>
    private const double Growth = 8.0;

    private const int MaxTrials = 20;

    private readonly SdpProblem _problem;
    private readonly int _block;
    private readonly LowRankTerm _term;
    private readonly Reflection _reflection;
    private readonly Selection _kept;

    public FaceRestriction(SdpProblem problem, int block, LowRankTerm term)
        : this(problem, block, term, new Reflection(term.Factor.AsSpan()), new Selection(problem.VariableCount, [term.Variable]))
    {
    }

    private FaceRestriction(SdpProblem problem, int block, LowRankTerm term, Reflection reflection, Selection kept)
        : base(new VariableSelection(Restrict(problem, block, term.Variable, reflection), kept).Result) =>
        (_problem, _block, _term, _reflection, _kept) = (problem, block, term, reflection, kept);

    /// <inheritdoc/>
    public override double[] RestoreVariables(double[] variables, CancellationToken cancellationToken)
    {
        double[] x = _kept.Spread(variables);
        double[] matrix = CoefficientCombination.Dense(_problem, _block, x);
        double size = 0.0;
        double norm = 0.0;
        foreach (double value in matrix)
        {
            size = Math.Max(size, Math.Abs(value));
        }

        foreach (double value in _term.Factor)
        {
            norm += _term.Weights[0] * value * value;
        }

        double step = Math.Max(size, 1.0) / norm;
        for (int trial = 0; trial < MaxTrials && !cancellationToken.IsCancellationRequested && !IsInside(matrix, x[_term.Variable]); trial++)
        {
            x[_term.Variable] = trial == 0 ? step : Growth * x[_term.Variable];
        }

        return x;
    }

    /// <inheritdoc/>
    public override SymmetricBlockMatrix RestorePrimalMatrix(SymmetricBlockMatrix matrix, double[] variables)
    {
        var result = new SymmetricBlockMatrix(_problem.Blocks);
        for (int b = 0; b < _problem.Blocks.Length; b++)
        {
            ReadOnlySpan<double> values = b == _block ? CoefficientCombination.Dense(_problem, b, variables) : matrix.Values(b);
            values.CopyTo(result.Values(b));
        }

        return result;
    }

    /// <inheritdoc/>
    public override (SymmetricBlockMatrix Matrix, double[] Multipliers) RestoreDual(SymmetricBlockMatrix matrix, double[] multipliers)
    {
        var result = new SymmetricBlockMatrix(_problem.Blocks);
        for (int b = 0; b < _problem.Blocks.Length; b++)
        {
            ReadOnlySpan<double> values = b == _block ? _reflection.ExtendBothSides(matrix.Values(b)) : matrix.Values(b);
            values.CopyTo(result.Values(b));
        }

        return (result, multipliers);
    }

    private static SdpProblem Restrict(SdpProblem problem, int block, int dropped, Reflection reflection)
    {
        int order = problem.Blocks[block].Order;
        BlockCoefficients before = problem.Coefficients[block];
        var lowRank = new List<LowRankTerm>();
        var dense = new List<DenseTerm>();
        if (CoefficientCombination.HasConstant(before))
        {
            double[] constant = CoefficientCombination.Constant(problem, block);
            dense.Add(new DenseTerm(SdpProblem.Constant, [.. reflection.RestrictBothSides(constant)]));
        }

        for (int t = 0; t < before.Variables.Length; t++)
        {
            if (before.Variables[t] != SdpProblem.Constant)
            {
                lowRank.Add(Restrict(SparseFactorization.Factor(before, t, order), order, reflection));
            }
        }

        foreach (LowRankTerm term in before.LowRankTerms)
        {
            if (term.Variable != SdpProblem.Constant && term.Variable != dropped)
            {
                lowRank.Add(Restrict(term, order, reflection));
            }
        }

        BlockCoefficients after = new SparseTermList().Build([.. lowRank.OrderBy(term => term.Variable)], [.. dense]);
        return problem.WithBlocks(
            problem.Blocks.SetItem(block, new SdpBlock(BlockKind.PositiveSemidefinite, order - 1)),
            problem.Coefficients.SetItem(block, after));
    }

    private static LowRankTerm Restrict(LowRankTerm term, int order, Reflection reflection)
    {
        var factor = new List<double>((order - 1) * term.Rank);
        for (int r = 0; r < term.Rank; r++)
        {
            factor.AddRange(reflection.Restrict(term.Factor.AsSpan(r * order, order)));
        }

        return term with { Factor = [.. factor] };
    }

    private unsafe bool IsInside(double[] matrix, double multiple)
    {
        int order = _reflection.Order;
        double shift = Slack * (1.0 + CoefficientCombination.LargestConstant(_problem, _block));
        double[] trial = [.. matrix];
        for (int j = 0; j < order; j++)
        {
            double weight = multiple * _term.Weights[0] * _term.Factor[j];
            for (int i = 0; i < order; i++)
            {
                trial[i + (order * j)] += weight * _term.Factor[i];
            }

            trial[j + (order * j)] += shift;
        }

        using var context = new KernelContext(threadCount: 1, CancellationToken.None);
        fixed (double* data = trial)
        {
            return Cholesky.Factor(new MatrixView(data, order, order, order), context) < 0;
        }
    }
}
