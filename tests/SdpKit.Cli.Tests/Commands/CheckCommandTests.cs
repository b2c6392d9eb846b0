using System.Text.Json;

namespace SdpKit.Cli.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private const string ExactSolution = "1.0 1.0\n1 1 1 1 1.0\n1 1 1 2 1.0\n1 1 2 2 1.0\n2 1 1 1 1.0\n2 1 1 2 -1.0\n2 1 2 2 1.0\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("sdpkit-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Problems.Optimum2, "sdpa", "Optimal")]
    [InlineData(Problems.Optimum2, "csdp", "Optimal")]
    [InlineData(Problems.WithEquality, "sdpa", "Optimal")]
    [InlineData(Problems.Infeasible, "sdpa", "PrimalInfeasible")]
    [InlineData(Problems.Unbounded, "csdp", "DualInfeasible")]
    public async Task Solution_that_solve_wrote_is_accepted_with_the_same_errors(string problem, string format, string status)
    {
        string solution = InFolder("solution");
        ToolRun solve = await ToolRun.WithInputAsync(problem, "solve", "-", "--json", "--out", solution, "--format", format);
        ToolRun check = await ToolRun.WithInputAsync(problem, "check", "-", solution, "--json");
        Assert.Equal(ExitCode.Success, check.ExitCode);
        JsonElement found = check.Json();
        Assert.Equal(status, found.GetProperty("status").GetString());
        foreach (string field in new[] { "status", "objective", "dualObjective", "dimacsErrors", "certificateResidual" })
        {
            Assert.Equal(solve.Json().GetProperty(field).GetRawText(), found.GetProperty(field).GetRawText());
        }
    }

    [Fact]
    public async Task Exact_solution_has_no_errors()
    {
        ToolRun run = await CheckAsync(Problems.Optimum2, ExactSolution, "--json");
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal(2.0, run.Json().GetProperty("objective").GetDouble());
        Assert.Equal("[0,0,0,0,0,0]", run.Json().GetProperty("dimacsErrors").GetRawText());
        Assert.Contains("largest error       0.00e+00", (await CheckAsync(Problems.Optimum2, ExactSolution)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_reader_found_odd_stands_in_the_answer()
    {
        string problem = Problems.Optimum2 + "2 1 2 2 0.0\n1 1 2 2 0.5\n1 1 2 2 -0.5\n";
        Assert.Contains("\nnote                Entries are given more than once", (await CheckAsync(problem, ExactSolution)).Output, StringComparison.Ordinal);
        Assert.Single((await CheckAsync(problem, ExactSolution, "--json")).Json().GetProperty("notes").EnumerateArray());
        Assert.Empty((await CheckAsync(Problems.Optimum2, ExactSolution, "--json")).Json().GetProperty("notes").EnumerateArray());
    }

    [Theory]
    [InlineData("1.000001 1.0", ExitCode.NotSolved, "NearOptimal")]
    [InlineData("1.1 1.0", ExitCode.Refused, "Refused")]
    public async Task Solution_with_errors_is_not_accepted(string firstLine, int exitCode, string status)
    {
        ToolRun run = await CheckAsync(Problems.Optimum2, ExactSolution.Replace("1.0 1.0", firstLine, StringComparison.Ordinal), "--json");
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(status, run.Json().GetProperty("status").GetString());
    }

    [Fact]
    public async Task Tolerance_decides_what_is_optimal()
    {
        ToolRun run = await CheckAsync(Problems.Optimum2, ExactSolution.Replace("1.0 1.0", "1.000001 1.0", StringComparison.Ordinal), "--tolerance", "1e-4");
        Assert.Equal(ExitCode.Success, run.ExitCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.0\n")]
    [InlineData("1.0 1.0 1.0\n")]
    [InlineData("1.0 NaN\n")]
    [InlineData("1.0 1.0\n1 2 1 1 1.0\n")]
    [InlineData("xVec = {1.0}")]
    public async Task File_that_is_no_solution_of_the_problem_is_refused_with_its_place(string solution) =>
        Assert.Contains(InFolder("solution"), (await CheckAsync(Problems.Optimum2, solution)).Refusal(), StringComparison.Ordinal);

    [Theory]
    [InlineData("1\n1\n50000\n1.0\n1 1 1 1 1.0\n", "50000")]
    [InlineData("1\n40\n46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 "
        + "46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000 46000\n1.0\n", "MiB")]
    public async Task Solution_that_cannot_fit_in_memory_is_refused_before_allocating(string problem, string named) =>
        Assert.Contains(named, (await CheckAsync(problem, "1.0\n")).Refusal(), StringComparison.Ordinal);

    [Fact]
    public async Task Solution_without_multipliers_of_equalities_is_refused() =>
        Assert.Contains("vVec", (await CheckAsync(Problems.WithEquality, ExactSolution)).Refusal(), StringComparison.Ordinal);

    [Fact]
    public async Task Only_one_of_the_files_can_be_standard_input() => (await ToolRun.OfAsync("check", "-", "-")).Refusal();

    private async Task<ToolRun> CheckAsync(string problem, string solution, params string[] options)
    {
        await File.WriteAllTextAsync(InFolder("solution"), solution);
        return await ToolRun.WithInputAsync(problem, ["check", "-", InFolder("solution"), .. options]);
    }

    private string InFolder(string name) => Path.Combine(_folder, name);
}
