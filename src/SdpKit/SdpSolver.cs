namespace SdpKit;

/// <summary>Solves semidefinite programs by a primal-dual interior-point method.</summary>
/// <remarks>Stateless and reentrant: any number of solves may run at once in one process, and each gives the same bits as if it ran alone.</remarks>
public static class SdpSolver
{
    /// <summary>Solves a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="settings">The settings; null for the defaults.</param>
    /// <param name="progress">Receives one report an iteration, on the calling thread; null for none.</param>
    /// <param name="cancellationToken">Ends the solve within 0.2 s; the best iterate is returned with <see cref="SolveStatus.Cancelled"/>, no exception is thrown.</param>
    /// <returns>The best iterate, its status and its checked errors.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="problem"/> is null.</exception>
    public static SdpSolution Solve(
        SdpProblem problem,
        SolverSettings? settings = null,
        IProgress<IterationReport>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        throw new NotSupportedException("The interior-point method is not in place yet.");
    }
}
