using SdpKit.Verification;

namespace SdpKit.Tests.Solving;

/// <summary>Solves, and holds every answer against the checker once more.</summary>
internal static class CheckedSolve
{
    private const double RayTolerance = 1e-8;

    public static SdpSolution Of(
        SdpProblem problem,
        SolverSettings? settings = null,
        IProgress<IterationReport>? progress = null,
        CancellationToken cancellationToken = default)
    {
        settings ??= new SolverSettings { Threads = 1 };
        SdpSolution solution = SdpSolver.Solve(problem, settings, progress, cancellationToken);
        AssertTrue(problem, solution, settings.Tolerance);
        return solution;
    }

    /// <summary>Solves a problem that has an optimum, and returns the optimum.</summary>
    public static double Optimum(SdpProblem problem, SolverSettings? settings = null)
    {
        SdpSolution solution = Of(problem, settings);
        Assert.Equal(SolveStatus.Optimal, solution.Status);
        return solution.Objective;
    }

    private static void AssertTrue(SdpProblem problem, SdpSolution solution, double tolerance)
    {
        switch (solution.Status)
        {
            case SolveStatus.PrimalInfeasible:
                AssertAccepted(SolutionChecker.PrimalInfeasibilityResidual(problem, solution.DualMatrix, solution.EqualityMultipliers), solution);
                Assert.Equal((double.PositiveInfinity, double.NaN), (solution.Objective, solution.DualObjective));
                break;
            case SolveStatus.DualInfeasible:
                AssertAccepted(SolutionChecker.DualInfeasibilityResidual(problem, solution.Variables), solution);
                Assert.Equal((double.NaN, double.NegativeInfinity), (solution.Objective, solution.DualObjective));
                break;
            default:
                CheckedPoint check = SolutionChecker.Check(problem, solution.Variables, solution.PrimalMatrix, solution.DualMatrix, solution.EqualityMultipliers);
                Assert.Null(solution.CertificateResidual);
                Assert.True(double.IsFinite(check.Errors.Largest));
                if (solution.Status is SolveStatus.Cancelled or SolveStatus.TimeLimit && solution.Errors is null)
                {
                    // Measuring was cut short too, on a busy machine.
                    break;
                }

                Assert.Equal(check, new CheckedPoint(solution.Objective, solution.DualObjective, solution.Errors!.Value));
                Assert.Equal(solution.Status == SolveStatus.Optimal, check.Errors.Largest <= tolerance);
                break;
        }
    }

    private static void AssertAccepted(double residual, SdpSolution solution)
    {
        Assert.InRange(residual, 0.0, RayTolerance);
        Assert.Equal(residual, solution.CertificateResidual);
        Assert.Null(solution.Errors);
    }
}
