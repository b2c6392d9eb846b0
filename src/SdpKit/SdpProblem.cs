using System.Collections.Immutable;
using SdpKit.Presolve;

namespace SdpKit;

/// <summary>Represents a semidefinite program in the one standard form of this library. Immutable and thread-safe.</summary>
/// <remarks>
/// <code>
/// (P)  minimize  c'x + x'Qx/2            subject to  X = sum_i x_i F_i - F_0,  X >= 0,  Ax = b
/// (D)  maximize  &lt;F_0,Y> + b'v - x'Qx/2  subject to  &lt;F_i,Y> + (A'v)_i = (c + Qx)_i  (i = 1..m),  Y >= 0,  v free
/// </code>
/// x has m entries and is free, X and Y are block diagonal, Q is positive semidefinite. With Q = 0 and no equalities this is the form of the
/// SDPA sparse format. Variables are counted from 0 in this library, so x[0] multiplies the matrix that files call F_1; the constant matrix
/// F_0 carries the index <see cref="Constant"/>. Build one with <see cref="SdpProblemBuilder"/>.
/// </remarks>
public sealed partial class SdpProblem
{
    /// <summary>The index that stands for the constant matrix F_0 wherever a variable is named: -1.</summary>
    public const int Constant = -1;

    private readonly double[] _objective;
    private readonly double[] _equalityRightHandSide;

    internal SdpProblem(
        double[] objective,
        ImmutableArray<SdpBlock> blocks,
        ImmutableArray<BlockCoefficients> coefficients,
        SparseRows equalities,
        double[] equalityRightHandSide,
        SparseRows quadratic)
    {
        _objective = objective;
        Blocks = blocks;
        Coefficients = coefficients;
        Equalities = equalities;
        _equalityRightHandSide = equalityRightHandSide;
        Quadratic = quadratic;
    }

    /// <summary>Gets m, the number of variables x_i.</summary>
    public int VariableCount => _objective.Length;

    /// <summary>Gets the linear objective c, of length m.</summary>
    public ReadOnlySpan<double> Objective => _objective;

    /// <summary>Gets the shapes of the diagonal blocks of X and Y.</summary>
    public ImmutableArray<SdpBlock> Blocks { get; }

    /// <summary>Gets the coefficient matrices, block by block.</summary>
    public ImmutableArray<BlockCoefficients> Coefficients { get; }

    /// <summary>Gets the matrix A of the linear equalities Ax = b, with m columns; no rows where there are none.</summary>
    public SparseRows Equalities { get; }

    /// <summary>Gets the right-hand side b of the linear equalities.</summary>
    public ReadOnlySpan<double> EqualityRightHandSide => _equalityRightHandSide;

    /// <summary>Gets the symmetric positive semidefinite matrix Q of the term x'Qx/2, both triangles, m x m; without entries where there is none.</summary>
    public SparseRows Quadratic { get; }

    /// <summary>Gets a value indicating whether the objective has a quadratic term.</summary>
    public bool HasQuadratic => Quadratic.EntryCount > 0;

    /// <summary>Gets what is known for solving this problem with any c, F_0 and b.</summary>
    internal ProblemAnalysis Analysis { get; init; } = ProblemAnalysis.None;

    /// <summary>Makes the same problem with another objective; everything else is shared, not copied, and what <see cref="SdpSolver.Prepare"/> found is kept.</summary>
    /// <param name="objective">c, of length m.</param>
    /// <returns>The new problem.</returns>
    /// <exception cref="ArgumentException">The length differs from m, or a value is not finite.</exception>
    public SdpProblem WithObjective(ReadOnlySpan<double> objective)
    {
        if (objective.Length != VariableCount)
        {
            throw new ArgumentException($"The objective has {objective.Length} entries; expected {VariableCount}.", nameof(objective));
        }

        for (int i = 0; i < objective.Length; i++)
        {
            if (!double.IsFinite(objective[i]))
            {
                throw new ArgumentException($"The value {objective[i]} of the objective coefficient of variable {i} is not finite.", nameof(objective));
            }
        }

        return new SdpProblem([.. objective], Blocks, Coefficients, Equalities, _equalityRightHandSide, Quadratic) { Analysis = Analysis };
    }

    /// <summary>Makes the same problem with another right-hand side of Ax = b; everything else is shared, not copied, and what <see cref="SdpSolver.Prepare"/> found is kept.</summary>
    /// <param name="rightHandSide">b, one entry an equality.</param>
    /// <returns>The new problem.</returns>
    /// <exception cref="ArgumentException">The length differs from the number of equalities, or a value is not finite.</exception>
    public SdpProblem WithEqualityRightHandSide(ReadOnlySpan<double> rightHandSide)
    {
        if (rightHandSide.Length != Equalities.RowCount)
        {
            throw new ArgumentException($"The right-hand side has {rightHandSide.Length} entries; expected {Equalities.RowCount}.", nameof(rightHandSide));
        }

        for (int row = 0; row < rightHandSide.Length; row++)
        {
            if (!double.IsFinite(rightHandSide[row]))
            {
                throw new ArgumentException($"The right-hand side {rightHandSide[row]} of equality {row} is not finite.", nameof(rightHandSide));
            }
        }

        return new SdpProblem(_objective, Blocks, Coefficients, Equalities, [.. rightHandSide], Quadratic) { Analysis = Analysis };
    }

    /// <summary>Makes the same problem with what was found out about it.</summary>
    internal SdpProblem With(ProblemAnalysis analysis) =>
        new(_objective, Blocks, Coefficients, Equalities, _equalityRightHandSide, Quadratic) { Analysis = analysis };

    /// <summary>Makes the same problem with another c, b and F_0, which the coefficients contain, and with what is known of a problem that differs in these alone.</summary>
    internal SdpProblem With(double[] objective, double[] rightHandSide, ImmutableArray<BlockCoefficients> coefficients, SdpProblem? known) =>
        new(objective, Blocks, coefficients, Equalities, rightHandSide, Quadratic) { Analysis = known?.Analysis ?? ProblemAnalysis.None };

    /// <summary>Makes the same problem with other blocks.</summary>
    internal SdpProblem WithBlocks(ImmutableArray<SdpBlock> blocks, ImmutableArray<BlockCoefficients> coefficients) =>
        new(_objective, blocks, coefficients, Equalities, _equalityRightHandSide, Quadratic);

    /// <summary>Makes the same problem with other equalities.</summary>
    internal SdpProblem WithEqualities(SparseRows equalities, double[] rightHandSide) =>
        new(_objective, Blocks, Coefficients, equalities, rightHandSide, Quadratic);
}
