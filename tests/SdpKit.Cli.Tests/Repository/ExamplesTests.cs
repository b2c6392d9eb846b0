using System.Text.Json;

namespace SdpKit.Cli.Tests.Repository;

public class ExamplesTests
{
    [Theory]
    [InlineData("petersen-theta.dat-s", 4.0)]
    [InlineData("simplex-projection.json", -0.5225)]
    public async Task Example_has_the_optimum_that_the_documentation_states(string name, double optimum)
    {
        JsonElement json = await SolveAsync(name);
        Assert.Equal("Optimal", json.GetProperty("status").GetString());
        Assert.Equal(optimum, json.GetProperty("objective").GetDouble(), 1e-6);
        Assert.All(json.GetProperty("dimacsErrors").EnumerateArray(), error => Assert.InRange(Math.Abs(error.GetDouble()), 0.0, 1e-7));
    }

    [Fact]
    public async Task Infeasible_example_ends_with_an_accepted_certificate()
    {
        JsonElement json = await SolveAsync("infeasible.dat-s");
        Assert.Equal("PrimalInfeasible", json.GetProperty("status").GetString());
        Assert.InRange(json.GetProperty("certificateResidual").GetDouble(), 0.0, 1e-8);
    }

    private static async Task<JsonElement> SolveAsync(string name)
    {
        ToolRun run = await ToolRun.OfAsync("solve", RepositoryFiles.FullPath("docs/examples/" + name), "--json", "--quiet");
        Assert.Equal(ExitCode.Success, run.ExitCode);
        return run.Json();
    }
}
