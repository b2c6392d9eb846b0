using SdpKit.Presolve.Blocks;
using SdpKit.Presolve.Dependencies;
using SdpKit.Presolve.Faces;
using SdpKit.Presolve.Scalars;
using SdpKit.Presolve.Terms;

namespace SdpKit.Presolve;

/// <summary>Simplifies a problem before it is solved.</summary>
internal static class Presolver
{
    /// <summary>Simplifies a problem, or proves that it is infeasible.</summary>
    /// <remarks>
    /// The reduced problem has semidefinite blocks of order 2 and more first, then at most one diagonal block, the last, with all scalar constraints. In a
    /// semidefinite block each variable has at most one term; F_0 may have several.
    /// </remarks>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PresolvedProblem Reduce(SdpProblem problem, CancellationToken cancellationToken)
    {
        PresolvedProblem presolved = PresolvedProblem.Unchanged(problem);
        ReadOnlySpan<Func<PresolvedProblem, CancellationToken, PresolvedProblem>> simplifications =
            [BlockSplitting.Apply, ParallelScalars.Apply, DependentVariables.Apply, DependentEqualities.Apply, CanonicalTerms.Apply, FacialReduction.Apply];
        foreach (Func<PresolvedProblem, CancellationToken, PresolvedProblem> simplification in simplifications)
        {
            cancellationToken.ThrowIfCancellationRequested();
            presolved = simplification(presolved, cancellationToken);
            if (presolved.Ray is not null)
            {
                break;
            }
        }

        return presolved;
    }
}
