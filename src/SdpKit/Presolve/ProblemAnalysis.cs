using System.Collections.Immutable;
using SdpKit.Presolve.Dependencies;
using SdpKit.SchurSystem;

namespace SdpKit.Presolve;

/// <summary>Represents what was found out about F_1..F_m, A and Q on the way to a solve, and holds for any c, F_0 and b. Immutable and thread-safe.</summary>
/// <remarks>
/// A solve asks for each finding by the problem it is about, so one that does not fit, because another F_0 made presolve decide differently before, is made anew.
/// Whether findings are kept therefore changes the time of a solve and not a bit of its answer.
/// </remarks>
internal sealed record ProblemAnalysis
{
    /// <summary>Gets the analysis of a problem that nothing is known of.</summary>
    public static ProblemAnalysis None { get; } = new();

    /// <summary>Gets which variables depend on others.</summary>
    public Finding<VariableDependencies>? Variables { get; init; }

    /// <summary>Gets which equalities depend on others.</summary>
    public Finding<ImmutableArray<RowDependency>>? Equalities { get; init; }

    /// <summary>Gets the coefficients in the forms that are cheapest to work with; of F_0 too, which alone does not hold for any other.</summary>
    public Finding<ImmutableArray<BlockCoefficients>>? Terms { get; init; }

    /// <summary>Gets the norms of the coefficient matrices.</summary>
    public Finding<CoefficientNorms>? Norms { get; init; }

    /// <summary>Gets how the Schur complement is formed and factored.</summary>
    public Finding<SchurAnalysis>? Schur { get; init; }
}
