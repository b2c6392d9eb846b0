using System.Collections.Immutable;
using SdpKit.Presolve.Faces;

namespace SdpKit.Presolve;

/// <summary>Represents a simplified problem with the way back to the original one. Immutable and thread-safe.</summary>
internal sealed class PresolvedProblem
{
    private readonly ImmutableStack<PresolveStep> _steps;

    private PresolvedProblem(SdpProblem reduced, ImmutableStack<PresolveStep> steps, InfeasibilityRay? ray, ImmutableArray<string> notes, ProblemAnalysis analysis)
    {
        Reduced = reduced;
        _steps = steps;
        Ray = ray;
        Notes = notes;
        Analysis = analysis;
    }

    /// <summary>Gets the simplified problem; not fully simplified where <see cref="Ray"/> already settles the case.</summary>
    public SdpProblem Reduced { get; }

    /// <summary>Gets a proof, of the original problem, that it is infeasible; null where presolve found none.</summary>
    public InfeasibilityRay? Ray { get; }

    /// <summary>Gets one plain sentence a finding; variables, blocks and rows are counted from 1 in them, as in files.</summary>
    public ImmutableArray<string> Notes { get; }

    /// <summary>Gets what is known of the structure, of the steps that are done and, from another solve, perhaps of those to come.</summary>
    public ProblemAnalysis Analysis { get; }

    /// <summary>Returns the basis of the face that Y of a block was restricted to, in the last step of presolve; null where it was not.</summary>
    public FaceBasis? Face(int block) => _steps.OfType<FaceRestriction>().FirstOrDefault(step => step.Block == block)?.Basis;

    /// <summary>Starts with a problem as it is.</summary>
    public static PresolvedProblem Unchanged(SdpProblem problem) => new(problem, [], null, [], problem.Analysis);

    /// <summary>Adds a step.</summary>
    public PresolvedProblem With(PresolveStep step, params ReadOnlySpan<string> notes) => new(step.Result, _steps.Push(step), Ray, [.. Notes, .. notes], Analysis);

    /// <summary>Writes the same reduced problem in another way, with the same blocks, variables and equalities.</summary>
    public PresolvedProblem Rewritten(SdpProblem same, params ReadOnlySpan<string> notes) => new(same, _steps, Ray, [.. Notes, .. notes], Analysis);

    /// <summary>Ends with a proof, given for <see cref="Reduced"/>.</summary>
    public PresolvedProblem Proving(InfeasibilityRay ray, string note) => new(Reduced, _steps, RestoreRay(ray), [.. Notes, note], Analysis);

    /// <summary>Keeps what was found out.</summary>
    public PresolvedProblem Knowing(ProblemAnalysis analysis) => new(Reduced, _steps, Ray, Notes, analysis);

    /// <summary>Goes back from a point of <see cref="Reduced"/> to the point of the original problem with the same objectives and residuals.</summary>
    /// <param name="point">The point; given away, its arrays may become part of the result.</param>
    /// <param name="cancellationToken">Cancelled, a point is returned that has the same x but may have a larger error.</param>
    public PrimalDualPoint Restore(PrimalDualPoint point, CancellationToken cancellationToken = default)
    {
        (double[] variables, SymmetricBlockMatrix primal, SymmetricBlockMatrix dual, double[] multipliers) = point;
        foreach (PresolveStep step in _steps)
        {
            variables = step.RestoreVariables(variables, cancellationToken);
            primal = step.RestorePrimalMatrix(primal, variables);
            (dual, multipliers) = step.RestoreDual(dual, multipliers);
        }

        return new PrimalDualPoint(variables, primal, dual, multipliers);
    }

    /// <summary>Goes back from a ray of <see cref="Reduced"/> to a ray of the original problem.</summary>
    /// <param name="ray">The ray; given away, its arrays may become part of the result.</param>
    public InfeasibilityRay RestoreRay(InfeasibilityRay ray) => ray switch
    {
        InfeasibilityRay.Primal primal => RestoreRay(primal),
        InfeasibilityRay.Dual dual => new InfeasibilityRay.Dual(_steps.Aggregate(dual.Variables, (x, step) => step.RestoreVariables(x, CancellationToken.None))),
        _ => throw new ArgumentException("Unknown kind of ray.", nameof(ray)),
    };

    private InfeasibilityRay.Primal RestoreRay(InfeasibilityRay.Primal ray)
    {
        (SymmetricBlockMatrix matrix, double[] multipliers) = ray;
        foreach (PresolveStep step in _steps)
        {
            (matrix, multipliers) = step.RestoreDual(matrix, multipliers);
        }

        return new InfeasibilityRay.Primal(matrix, multipliers);
    }
}
