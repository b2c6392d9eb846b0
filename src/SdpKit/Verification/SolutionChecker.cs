using System.Runtime.CompilerServices;

namespace SdpKit.Verification;

/// <summary>Recomputes from the data alone how good a claimed solution or infeasibility ray is.</summary>
/// <remarks>
/// <para>Stateless and reentrant. It shares no code with the solver: it has its own sums, in compensated arithmetic, and its own eigenvalue bound.</para>
/// <para>Of a symmetric block the lower triangle counts. What is not a number in the input is not a number in the answer, which no tolerance accepts.</para>
/// </remarks>
public static class SolutionChecker
{
    /// <summary>Computes the objectives and the six DIMACS errors of a primal-dual point.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="x">x, of length m.</param>
    /// <param name="primalMatrix">X, with the blocks of the problem.</param>
    /// <param name="dualMatrix">Y, with the blocks of the problem.</param>
    /// <param name="equalityMultipliers">v, one entry an equality.</param>
    /// <param name="cancellationToken">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The objectives and errors; the sums behind e1, e3, e5 and e6 are accurate to about 1e-15 of their result, and e2 and e4 to 1e-6 of theirs.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A length or a block does not fit the problem.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static CheckedPoint Check(
        SdpProblem problem,
        ReadOnlySpan<double> x,
        SymmetricBlockMatrix primalMatrix,
        SymmetricBlockMatrix dualMatrix,
        ReadOnlySpan<double> equalityMultipliers,
        CancellationToken cancellationToken = default) =>
        Check(problem, x, primalMatrix, dualMatrix, equalityMultipliers, AllProcessors(cancellationToken));

    /// <summary>Computes how well (Y, v) proves that no x satisfies the primal constraints.</summary>
    /// <remarks>
    /// With g = &lt;F_0,Y> + b'v the residual is max(||(&lt;F_i,Y> + (A'v)_i)_i||_2, -lmin(Y), 0) / g. For a problem without equalities every x with
    /// X >= 0 then has norm at least 1/residual (up to the size of Y where -lmin(Y) is the larger).
    /// </remarks>
    /// <param name="problem">The problem.</param>
    /// <param name="dualMatrix">Y, with the blocks of the problem.</param>
    /// <param name="equalityMultipliers">v, one entry an equality.</param>
    /// <param name="cancellationToken">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The residual; infinity where g is not positive.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A length or a block does not fit the problem.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static double PrimalInfeasibilityResidual(
        SdpProblem problem,
        SymmetricBlockMatrix dualMatrix,
        ReadOnlySpan<double> equalityMultipliers,
        CancellationToken cancellationToken = default) =>
        PrimalInfeasibilityResidual(problem, dualMatrix, equalityMultipliers, AllProcessors(cancellationToken));

    /// <summary>The same on so many threads; the answer does not depend on that.</summary>
    internal static double PrimalInfeasibilityResidual(
        SdpProblem problem, SymmetricBlockMatrix dualMatrix, ReadOnlySpan<double> equalityMultipliers, ParallelOptions parallel)
    {
        ArgumentNullException.ThrowIfNull(problem);
        CheckBlocks(problem, dualMatrix);
        CheckLength(equalityMultipliers, problem.Equalities.RowCount);
        CompensatedSum[] products = CoefficientProducts.Of(problem, dualMatrix, parallel);
        CompensatedSum gain = products[0];
        CompensatedVectors.AddDot(ref gain, problem.EqualityRightHandSide, equalityMultipliers);
        if (gain.Value <= 0.0)
        {
            return double.PositiveInfinity;
        }

        RowProducts.AddTransposed(products.AsSpan(1), problem.Equalities, equalityMultipliers);
        return Math.Max(Norm(products.AsSpan(1)), ConeViolation.Of(dualMatrix, parallel)) / gain.Value;
    }

    /// <summary>Computes how well x proves that no (Y, v) satisfies the dual constraints.</summary>
    /// <remarks>
    /// With g = -c'x the residual is max(-lmin(sum x_i F_i), ||Ax||_2, ||Qx||_2, 0) / g. For a problem without equalities and quadratic term every
    /// Y >= 0 that satisfies the dual equations then has a trace of at least 1/residual.
    /// </remarks>
    /// <param name="problem">The problem.</param>
    /// <param name="x">x, of length m.</param>
    /// <param name="cancellationToken">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The residual; infinity where g is not positive.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="problem"/> is null.</exception>
    /// <exception cref="ArgumentException">The length of <paramref name="x"/> is not m.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static double DualInfeasibilityResidual(SdpProblem problem, ReadOnlySpan<double> x, CancellationToken cancellationToken = default) =>
        DualInfeasibilityResidual(problem, x, AllProcessors(cancellationToken));

    /// <summary>The same on so many threads; the answer does not depend on that.</summary>
    internal static double DualInfeasibilityResidual(SdpProblem problem, ReadOnlySpan<double> x, ParallelOptions parallel)
    {
        ArgumentNullException.ThrowIfNull(problem);
        CheckLength(x, problem.VariableCount);
        var gain = default(CompensatedSum);
        CompensatedVectors.AddDot(ref gain, problem.Objective, x);
        if (gain.Value >= 0.0)
        {
            return double.PositiveInfinity;
        }

        double cone = ConeViolation.Of(PrimalSlack.Homogeneous(problem, [0.0, .. x], parallel), parallel);
        double equalities = Norm(RowProducts.Of(problem.Equalities, x));
        double quadratic = Norm(RowProducts.Of(problem.Quadratic, x));
        return Math.Max(cone, Math.Max(equalities, quadratic)) / -gain.Value;
    }

    /// <summary>The same on so many threads; the answer does not depend on that.</summary>
    internal static CheckedPoint Check(
        SdpProblem problem,
        ReadOnlySpan<double> x,
        SymmetricBlockMatrix primalMatrix,
        SymmetricBlockMatrix dualMatrix,
        ReadOnlySpan<double> equalityMultipliers,
        ParallelOptions parallel)
    {
        ArgumentNullException.ThrowIfNull(problem);
        CheckLength(x, problem.VariableCount);
        CheckLength(equalityMultipliers, problem.Equalities.RowCount);
        CheckBlocks(problem, primalMatrix);
        CheckBlocks(problem, dualMatrix);

        CompensatedSum[] products = CoefficientProducts.Of(problem, dualMatrix, parallel);
        CompensatedSum[] quadratic = RowProducts.Of(problem.Quadratic, x);
        var halfForm = default(CompensatedSum);
        for (int i = 0; i < quadratic.Length; i++)
        {
            halfForm.AddScaled(0.5 * x[i], quadratic[i]);
        }

        // p = c'x + x'Qx/2 and q = <F_0,Y> + b'v - x'Qx/2
        CompensatedSum primal = halfForm;
        CompensatedVectors.AddDot(ref primal, problem.Objective, x);
        CompensatedSum dual = products[0];
        CompensatedVectors.AddDot(ref dual, problem.EqualityRightHandSide, equalityMultipliers);
        dual.AddScaled(-1.0, halfForm);
        CompensatedSum gap = primal;
        gap.AddScaled(-1.0, dual);

        // r_i = <F_i,Y> + (A'v)_i - (Qx)_i - c_i
        Span<CompensatedSum> dualResidual = products.AsSpan(1);
        RowProducts.AddTransposed(dualResidual, problem.Equalities, equalityMultipliers);
        for (int i = 0; i < dualResidual.Length; i++)
        {
            dualResidual[i].AddScaled(-1.0, quadratic[i]);
            dualResidual[i].Add(-problem.Objective[i]);
        }

        CompensatedSum[] equalityResidual = RowProducts.Of(problem.Equalities, x);
        for (int k = 0; k < equalityResidual.Length; k++)
        {
            equalityResidual[k].Add(-problem.EqualityRightHandSide[k]);
        }

        (double slackNorm, double largestConstant) = PrimalSlack.Residual(problem, [-1.0, .. x], primalMatrix, parallel);
        double dualScale = 1.0 + Largest(problem.Objective);
        double primalScale = 1.0 + largestConstant;
        double gapScale = 1.0 + Math.Abs(primal.Value) + Math.Abs(dual.Value);
        return new CheckedPoint(primal.Value, dual.Value, new DimacsErrors(
            DualResidual: Norm(dualResidual) / dualScale,
            DualCone: ConeViolation.Of(dualMatrix, parallel) / dualScale,
            PrimalResidual: Math.Max(slackNorm / primalScale, Norm(equalityResidual) / (1.0 + Largest(problem.EqualityRightHandSide))),
            PrimalCone: ConeViolation.Of(primalMatrix, parallel) / primalScale,
            Gap: gap.Value / gapScale,
            Complementarity: InnerProduct(primalMatrix, dualMatrix, parallel.CancellationToken) / gapScale));
    }

    private static ParallelOptions AllProcessors(CancellationToken cancellationToken) =>
        new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };

    private static double InnerProduct(SymmetricBlockMatrix left, SymmetricBlockMatrix right, CancellationToken cancellationToken)
    {
        var sum = default(CompensatedSum);
        for (int b = 0; b < left.Blocks.Length; b++)
        {
            if (left.Blocks[b].Kind == BlockKind.Diagonal)
            {
                CompensatedVectors.AddDot(ref sum, left.Values(b), right.Values(b));
            }
            else
            {
                sum.AddScaled(1.0, CoefficientProducts.InnerProduct(left.Values(b), right.Values(b), left.Blocks[b].Order, cancellationToken));
            }
        }

        return sum.Value;
    }

    private static double Norm(ReadOnlySpan<CompensatedSum> residual)
    {
        double squares = 0.0;
        foreach (CompensatedSum entry in residual)
        {
            squares += entry.Value * entry.Value;
        }

        return Math.Sqrt(squares);
    }

    private static double Largest(ReadOnlySpan<double> vector)
    {
        double largest = 0.0;
        foreach (double value in vector)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }

    private static void CheckLength(ReadOnlySpan<double> vector, int expected, [CallerArgumentExpression(nameof(vector))] string name = "")
    {
        if (vector.Length != expected)
        {
            throw new ArgumentException($"The vector has {vector.Length} entries; the problem expects {expected}.", name);
        }
    }

    private static void CheckBlocks(SdpProblem problem, SymmetricBlockMatrix matrix, [CallerArgumentExpression(nameof(matrix))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(matrix, name);
        if (!matrix.Blocks.AsSpan().SequenceEqual(problem.Blocks.AsSpan()))
        {
            throw new ArgumentException("The blocks of the matrix are not those of the problem.", name);
        }
    }
}
