using SdpKit.LinearAlgebra;

namespace SdpKit.Presolve.Faces;

/// <summary>Replaces a block's F by P'FP, where P spans what is orthogonal to u, and drops the variable whose matrix is d uu'.</summary>
/// <remarks>Back again, Y = PY'P', and x_i is made just so large that X = sum x_j F_j - F_0 is positive semidefinite to well below the tolerance.</remarks>
internal sealed class FaceRestriction : PresolveStep
{
    /// <summary>X counts as positive semidefinite when X + this times (1 + max|F_0|) I has a Cholesky factor.</summary>
    private const double Slack = 1e-9;

    /// <summary>How many times larger than it must be x_i is made, so that rounding does not matter.</summary>
    private const double Margin = 2.0;

    private readonly SdpProblem _problem;
    private readonly int _block;
    private readonly LowRankTerm _term;
    private readonly FaceBasis _basis;
    private readonly Selection _kept;

    public FaceRestriction(SdpProblem problem, int block, LowRankTerm term, FaceBasis basis)
        : this(problem, block, term, basis, new Selection(problem.VariableCount, [term.Variable]))
    {
    }

    private FaceRestriction(SdpProblem problem, int block, LowRankTerm term, FaceBasis basis, Selection kept)
        : base(new VariableSelection(Restrict(problem, block, term.Variable, basis), kept).Result) =>
        (_problem, _block, _term, _basis, _kept) = (problem, block, term, basis, kept);

    /// <summary>Gets the block, of the problem and of the result.</summary>
    public int Block => _block;

    /// <summary>Gets P.</summary>
    public FaceBasis Basis => _basis;

    /// <summary>Returns whether a sparse term has an entry in the row or column of the axis.</summary>
    public static bool Touches(BlockCoefficients coefficients, int term, int axis)
    {
        (int begin, int end) = (coefficients.Starts[term], coefficients.Starts[term + 1]);
        return coefficients.Rows[begin..end].Contains(axis) || coefficients.Columns[begin..end].Contains(axis);
    }

    /// <inheritdoc/>
    public override double[] RestoreVariables(double[] variables, CancellationToken cancellationToken)
    {
        double[] x = _kept.Spread(variables);
        if (!cancellationToken.IsCancellationRequested)
        {
            x[_term.Variable] = Math.Max(0.0, Margin * LeastMultiple(x));
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
            ReadOnlySpan<double> values = b == _block ? _basis.ExtendBothSides(matrix.Values(b)) : matrix.Values(b);
            values.CopyTo(result.Values(b));
        }

        return (result, multipliers);
    }

    private static SdpProblem Restrict(SdpProblem problem, int block, int dropped, FaceBasis basis)
    {
        int order = problem.Blocks[block].Order;
        BlockCoefficients before = problem.Coefficients[block];
        var sparse = new SparseTermList();
        var lowRank = new List<LowRankTerm>();
        for (int t = 0; t < before.Variables.Length; t++)
        {
            bool isConstant = before.Variables[t] == SdpProblem.Constant;
            if (isConstant || !Touches(before, t, basis.Axis))
            {
                RestrictEntries(before, t, basis, sparse, lowRank);
            }
            else
            {
                lowRank.Add(Restrict(SparseFactorization.Factor(before, t, order), order, basis));
            }
        }

        lowRank.AddRange(before.LowRankTerms.Where(term => term.Variable != dropped).Select(term => Restrict(term, order, basis)));
        BlockCoefficients after = sparse.Build(
            [.. lowRank.OrderBy(term => term.Variable)],
            [.. before.DenseTerms.Select(term => term with { Values = [.. basis.RestrictBothSides(term.Values.AsSpan())] })]);
        return problem.WithBlocks(
            problem.Blocks.SetItem(block, new SdpBlock(BlockKind.PositiveSemidefinite, order - 1)),
            problem.Coefficients.SetItem(block, after));
    }

    /// <summary>Restricts a sparse term, entry by entry: v (e_i e_p' + e_p e_i') becomes v (e_i h' + h e_i'), v e_p e_p' becomes v hh'.</summary>
    private static void RestrictEntries(BlockCoefficients coefficients, int term, FaceBasis basis, SparseTermList sparse, List<LowRankTerm> lowRank)
    {
        int variable = coefficients.Variables[term];
        for (int k = coefficients.Starts[term]; k < coefficients.Starts[term + 1]; k++)
        {
            (int row, int column, double value) = (coefficients.Rows[k], coefficients.Columns[k], coefficients.Values[k]);
            if (row != basis.Axis && column != basis.Axis)
            {
                sparse.Add(variable, basis.Place(row), basis.Place(column), value);
            }
            else if (row == column)
            {
                lowRank.Add(new LowRankTerm(variable, [.. basis.Hub], [value]));
            }
            else
            {
                int i = basis.Place(row == basis.Axis ? column : row);
                for (int j = 0; j < basis.Hub.Length; j++)
                {
                    sparse.Add(variable, Math.Max(i, j), Math.Min(i, j), (i == j ? 2.0 : 1.0) * value * basis.Hub[j]);
                }
            }
        }
    }

    private static LowRankTerm Restrict(LowRankTerm term, int order, FaceBasis basis)
    {
        var factor = new List<double>((order - 1) * term.Rank);
        for (int r = 0; r < term.Rank; r++)
        {
            factor.AddRange(basis.Restrict(term.Factor.AsSpan(r * order, order)));
        }

        return term with { Factor = [.. factor] };
    }

    /// <summary>Computes the least x_i with which X + s I, s small, is positive semidefinite; 0 where none is enough.</summary>
    /// <remarks>
    /// With Z = sum x_j F_j - F_0 + s I over the other variables, in the basis (P, e_p): the Schur complement of P'ZP, which is X of the reduced problem but for s, is
    /// <code>
    /// Z_pp + x_i d u_p^2 - b'(P'ZP)^-1 b,    b = P'Ze_p
    /// </code>
    /// </remarks>
    private unsafe double LeastMultiple(double[] x)
    {
        int order = _basis.Order;
        double[] matrix = CoefficientCombination.Dense(_problem, _block, x);
        double shift = Slack * (1.0 + CoefficientCombination.LargestConstant(_problem, _block));
        for (int i = 0; i < order; i++)
        {
            matrix[i + (order * i)] += shift;
        }

        double[] border = _basis.Restrict(matrix.AsSpan(order * _basis.Axis, order));
        using var context = new KernelContext(threadCount: 1, CancellationToken.None);
        using var solver = new TriangularVectorSolver(order - 1);
        fixed (double* restricted = _basis.RestrictBothSides(matrix), solution = border)
        {
            var factor = new MatrixView(restricted, order - 1, order - 1, order - 1);
            if (Cholesky.Factor(factor, context) >= 0)
            {
                return 0.0;
            }

            solver.Prepare(factor);
            solver.Solve(solution);
            double complement = matrix[_basis.Axis + (order * _basis.Axis)] - VectorOperations.SumOfSquares(solution, order - 1);
            double axis = _term.Factor[_basis.Axis];
            return -complement / (_term.Weights[0] * axis * axis);
        }
    }
}
