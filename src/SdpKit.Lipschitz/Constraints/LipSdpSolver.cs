using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.ClosedForms;

namespace SdpKit.Lipschitz.Constraints;

/// <summary>Finds the optimal point of a chain to relative accuracy, by solves in coordinates that come from the last answer.</summary>
/// <remarks>A solve is accurate relative to 1, so the scale must come within sight of the optimum: the closed form that it starts from can be a million times off in deep chains.</remarks>
internal static class LipSdpSolver
{
    private const int MaxRounds = 20;

    /// <summary>Solves until r, the optimum relative to the scale, is above this.</summary>
    private const double NearOne = 0.1;

    /// <summary>Solves.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="isPerNeuron">One multiplier per neuron, otherwise one per layer.</param>
    /// <param name="settings">Tolerance, relative to rho, threads and limits of each solve.</param>
    /// <param name="progress">Receives the iterations of every solve.</param>
    /// <param name="context">Threads and cancellation of the closed form.</param>
    /// <param name="cancellationToken">Ends the solve; the best point so far is returned.</param>
    /// <returns>The point and the last solve.</returns>
    public static (MultiplierPoint Point, SdpSolution Solution) Solve(
        CompressedChain chain, bool isPerNeuron, SolverSettings settings, IProgress<IterationReport>? progress, KernelContext context, CancellationToken cancellationToken)
    {
        MultiplierPoint scale = FastPoint.Of(chain, context);
        for (int round = 1; ; round++)
        {
            var problem = new LipSdpProblem(chain, scale, isPerNeuron);
            SdpSolution solution = SdpSolver.Solve(problem.Problem, settings, progress, cancellationToken);
            MultiplierPoint point = problem.PointOf(solution.Variables);
            bool isInSight = solution.Variables[0] > NearOne;
            if (isInSight || round == MaxRounds || cancellationToken.IsCancellationRequested || !(point.Rho > 0.0))
            {
                return (point, solution);
            }

            // One scale for a layer: single multipliers may be 0 at the optimum.
            scale = new MultiplierPoint(point.Rho, [.. point.Multipliers.Select(layer => Enumerable.Repeat(layer.Max(), layer.Length).ToArray())]);
        }
    }
}
