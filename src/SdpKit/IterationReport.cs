namespace SdpKit;

/// <summary>Represents one line of a solve's progress. Infeasibilities and gap are the DIMACS errors of the reduced problem, and of the original one where the iteration was done in arithmetic with more digits.</summary>
/// <param name="Iteration">The iteration, 0 for the starting point.</param>
/// <param name="PrimalObjective">c'x + x'Qx/2.</param>
/// <param name="DualObjective">The dual objective, of (D) in <see cref="SdpProblem"/>.</param>
/// <param name="RelativeGap">|p - d| / (1 + |p| + |d|).</param>
/// <param name="PrimalInfeasibility">Error e3: how far x, X are from the primal equations.</param>
/// <param name="DualInfeasibility">Error e1: how far Y, v are from the dual equations.</param>
/// <param name="Mu">The barrier parameter, the inner product of X and Y over the total order.</param>
/// <param name="PrimalStep">The primal step length taken to get here.</param>
/// <param name="DualStep">The dual step length taken to get here.</param>
/// <param name="Elapsed">The time since the solve began.</param>
public readonly record struct IterationReport(
    int Iteration,
    double PrimalObjective,
    double DualObjective,
    double RelativeGap,
    double PrimalInfeasibility,
    double DualInfeasibility,
    double Mu,
    double PrimalStep,
    double DualStep,
    TimeSpan Elapsed);
