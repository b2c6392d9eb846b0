using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.ClosedForms;
using SdpKit.Lipschitz.Constraints;
using SdpKit.Verification;

namespace SdpKit.Lipschitz.Tests.Structured;

/// <summary>The naive twin of the structured method: the same optimum by the general solver, whose answers the checker confirms.</summary>
/// <remarks>A solve is accurate relative to 1, so it is repeated in coordinates from the last answer until the optimum is near 1.</remarks>
internal static class GeneralSolve
{
    public static double Rho(Network network, bool isPerNeuron, KernelContext context)
    {
        var layers = LayerChain.Of(network, 0, network.Layers.Length - 1, OutputSelection.All);
        var chain = new CompressedChain(layers, context);
        MultiplierPoint scale = FastPoint.Of(chain, context);
        while (true)
        {
            SdpProblem problem = new LipSdpProblem(chain, scale, isPerNeuron).Problem;
            SdpSolution solution = SdpSolver.Solve(problem, new SolverSettings { Tolerance = 1e-9, Threads = 1 }).EnsureOptimal();
            CheckedPoint check = SolutionChecker.Check(problem, solution.Variables, solution.PrimalMatrix, solution.DualMatrix, solution.EqualityMultipliers);
            Assert.InRange(check.Errors.Largest, 0.0, 1e-9);
            MultiplierPoint point = PointOf(solution.Variables, scale, isPerNeuron);
            if (solution.Variables[0] > 0.1)
            {
                return Math.ScaleB(chain.Restore(point).Rho, 2 * layers.Exponent);
            }

            // One scale for a layer: single multipliers may be 0 at the optimum.
            scale = new MultiplierPoint(point.Rho, [.. point.Multipliers.Select(layer => Enumerable.Repeat(layer.Max(), layer.Length).ToArray())]);
        }
    }

    /// <summary>Goes from the variables, rho first, then the multipliers of neuron after neuron or layer after layer, to the point; multipliers below 0 become 0.</summary>
    private static MultiplierPoint PointOf(ReadOnlySpan<double> variables, MultiplierPoint scale, bool isPerNeuron)
    {
        int variable = 0;
        var multipliers = new double[scale.Multipliers.Length][];
        for (int l = 0; l < multipliers.Length; l++)
        {
            multipliers[l] = new double[scale.Multipliers[l].Length];
            for (int k = 0; k < multipliers[l].Length; k++)
            {
                variable += isPerNeuron || k == 0 ? 1 : 0;
                multipliers[l][k] = scale.Multipliers[l][k] * Math.Max(0.0, variables[variable]);
            }
        }

        return new MultiplierPoint(scale.Rho * variables[0], multipliers);
    }
}
