namespace SdpKit.StandardForm;

/// <summary>Represents min &lt;C,Y> subject to &lt;A_i,Y> = b_i, Y >= 0; build one with <see cref="StandardFormBuilder"/>. Immutable and thread-safe.</summary>
public sealed class StandardFormProblem
{
    internal StandardFormProblem(SdpProblem problem) => Problem = problem;

    /// <summary>Gets the same problem in this library's form, with F_0 = -C, F_i = A_i and c = b.</summary>
    public SdpProblem Problem { get; }

    /// <summary>Solves the problem.</summary>
    /// <param name="settings">The settings; null for the defaults.</param>
    /// <param name="progress">Receives one report an iteration, in the words of <see cref="SdpProblem"/>; null for none.</param>
    /// <param name="cancellationToken">Ends the solve; the best iterate is returned, no exception is thrown.</param>
    /// <returns>The best iterate in the words of this form.</returns>
    /// <exception cref="InsufficientMemoryException">The estimate of the memory needed is above the limit; nothing was allocated.</exception>
    public StandardFormSolution Solve(
        SolverSettings? settings = null,
        IProgress<IterationReport>? progress = null,
        CancellationToken cancellationToken = default) => new(SdpSolver.Solve(Problem, settings, progress, cancellationToken));
}
