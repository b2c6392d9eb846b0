using System.Collections.Immutable;
using System.Globalization;
using SdpKit.Verification;

namespace SdpKit;

/// <summary>Represents the answer of a solve: always the best iterate, with the reason why the solve ended.</summary>
/// <remarks>Not changed after it was made; reading from several threads is safe as long as nobody writes to the arrays.</remarks>
public sealed class SdpSolution
{
    private readonly double[] _x;
    private readonly double[] _v;

    internal SdpSolution(SolveStatus status, double[] x, SymmetricBlockMatrix primalMatrix, SymmetricBlockMatrix dualMatrix, double[] v)
    {
        Status = status;
        _x = x;
        PrimalMatrix = primalMatrix;
        DualMatrix = dualMatrix;
        _v = v;
    }

    /// <summary>Gets why the solve ended and what the vectors are.</summary>
    public SolveStatus Status { get; }

    /// <summary>Gets x, of length m.</summary>
    public ReadOnlySpan<double> Variables => _x;

    /// <summary>Gets X = sum x_i F_i - F_0 as the solver holds it.</summary>
    public SymmetricBlockMatrix PrimalMatrix { get; }

    /// <summary>Gets Y, the dual matrix.</summary>
    public SymmetricBlockMatrix DualMatrix { get; }

    /// <summary>Gets v, the free dual variables of Ax = b.</summary>
    public ReadOnlySpan<double> EqualityMultipliers => _v;

    /// <summary>Gets the objective c'x + x'Qx/2, recomputed by the checker.</summary>
    /// <value>
    /// Infinity, the minimum over an empty set, where the status is <see cref="SolveStatus.PrimalInfeasible"/>; not a number where it is <see cref="SolveStatus.DualInfeasible"/>
    /// (the infimum is minus infinity if any x is feasible, which a ray does not tell), and where cancellation or the time limit left no time for the checker.
    /// </value>
    public double Objective { get; init; }

    /// <summary>Gets the dual objective, recomputed by the checker.</summary>
    /// <value>
    /// Minus infinity, the maximum over an empty set, where the status is <see cref="SolveStatus.DualInfeasible"/>; not a number where it is <see cref="SolveStatus.PrimalInfeasible"/>
    /// (the supremum is infinity if any (Y, v) is feasible, which a ray does not tell), and where cancellation or the time limit left no time for the checker.
    /// </value>
    public double DualObjective { get; init; }

    /// <summary>
    /// Gets the six DIMACS errors of the original problem, recomputed by the checker; null where the answer is a ray, which has none, and where cancellation or the time limit
    /// left no time for the checker.
    /// </summary>
    public DimacsErrors? Errors { get; init; }

    /// <summary>Gets the checker's relative residual of the infeasibility ray, or null where the status claims none.</summary>
    public double? CertificateResidual { get; init; }

    /// <summary>Gets where the time went.</summary>
    public SolveStatistics Statistics { get; init; } = new();

    /// <summary>Gets sentences about what presolve found and how the solve went, for a log.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Throws where the status is not <see cref="SolveStatus.Optimal"/>; otherwise returns this solution.</summary>
    /// <exception cref="InvalidOperationException">The solve ended otherwise; the message gives the status and, where it is known, the largest error.</exception>
    public SdpSolution EnsureOptimal() => Status == SolveStatus.Optimal
        ? this
        : throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"The solve ended as {Status}, not Optimal{(Errors is { } errors ? $"; the largest DIMACS error is {errors.Largest:E1}" : "")}."));

    internal SdpSolution With(SolveStatistics statistics, ImmutableArray<string> notes = default) =>
        new(Status, _x, PrimalMatrix, DualMatrix, _v)
        {
            Objective = Objective,
            DualObjective = DualObjective,
            Errors = Errors,
            CertificateResidual = CertificateResidual,
            Statistics = statistics,
            Notes = notes.IsDefault ? Notes : notes,
        };
}
