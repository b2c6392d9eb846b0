using System.Globalization;
using SdpKit.Formats;

namespace SdpKit.Tests.Solving;

/// <summary>Solves small members of every family of SDPLIB (Borchers 1999); all 92 problems are run by the bench.</summary>
public class SdplibTests
{
    [DataTheory("sdplib")]
    [InlineData("arch0")]
    [InlineData("control1")]
    [InlineData("control2")]
    [InlineData("control3")]
    [InlineData("control4")]
    [InlineData("equalG11")]
    [InlineData("gpp100")]
    [InlineData("gpp124-1")]
    [InlineData("gpp124-2")]
    [InlineData("gpp124-3")]
    [InlineData("gpp124-4")]
    [InlineData("maxG11")]
    [InlineData("mcp100")]
    [InlineData("mcp124-1")]
    [InlineData("mcp124-2")]
    [InlineData("mcp124-3")]
    [InlineData("mcp124-4")]
    [InlineData("mcp250-1")]
    [InlineData("qpG11")]
    [InlineData("ss30")]
    [InlineData("theta1")]
    [InlineData("theta2")]
    [InlineData("theta3")]
    [InlineData("thetaG11")]
    [InlineData("truss1")]
    [InlineData("truss2")]
    [InlineData("truss3")]
    [InlineData("truss4")]
    [InlineData("truss5")]
    [InlineData("truss6")]
    [InlineData("truss7")]
    [InlineData("truss8")]
    public void Problem_has_its_published_optimum(string name)
    {
        double optimum = CheckedSolve.Optimum(Read(name), new SolverSettings());
        double published = Published(name);
        Assert.InRange(Math.Abs(optimum - published) / Math.Abs(published), 0.0, 1e-6);
    }

    [DataTheory("sdplib")]
    [InlineData("qap5", 1e-6)]
    [InlineData("hinf1", 1e-4)]
    [InlineData("hinf4", 1e-4)]
    [InlineData("hinf9", 1e-4)]
    public void Problem_without_strict_interior_is_solved_as_far_as_it_can_be(string name, double largestError)
    {
        SdpSolution solution = CheckedSolve.Of(Read(name));
        Assert.Contains(solution.Status, new[] { SolveStatus.Optimal, SolveStatus.NearOptimal });
        Assert.InRange(solution.Errors!.Value.Largest, 0.0, largestError);
    }

    [DataTheory("sdplib")]
    [InlineData("infp1", SolveStatus.PrimalInfeasible)]
    [InlineData("infp2", SolveStatus.PrimalInfeasible)]
    [InlineData("infd1", SolveStatus.DualInfeasible)]
    [InlineData("infd2", SolveStatus.DualInfeasible)]
    public void Infeasible_problem_is_proved_infeasible(string name, SolveStatus expected) => Assert.Equal(expected, CheckedSolve.Of(Read(name)).Status);

    private static SdpProblem Read(string name)
    {
        using FileStream stream = File.OpenRead(TestData.Path($"sdplib/{name}.dat-s"));
        return ProblemReader.Read(stream, name).Problem;
    }

    /// <summary>The optimum to 16 digits, by SDPA-GMP.</summary>
    private static double Published(string name) => double.Parse(
        File.ReadLines(TestData.Path("sdplib_reference.tsv")).Select(line => line.Split('\t')).Single(fields => fields[0] == name)[^1],
        CultureInfo.InvariantCulture);
}
