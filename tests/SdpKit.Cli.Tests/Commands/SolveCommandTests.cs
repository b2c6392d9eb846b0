using System.Text;
using System.Text.Json;

namespace SdpKit.Cli.Tests.Commands;

public sealed class SolveCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sdpkit-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Json_holds_every_field_of_the_contract()
    {
        ToolRun run = await ToolRun.WithInputAsync(Problems.Optimum2, "solve", "-", "--json", "--threads", "1");
        Assert.Equal(ExitCode.Success, run.ExitCode);
        JsonElement json = run.Json();
        Assert.Equal("Optimal", json.GetProperty("status").GetString());
        Assert.Equal(2.0, json.GetProperty("objective").GetDouble(), 1e-6);
        Assert.Equal(2.0, json.GetProperty("dualObjective").GetDouble(), 1e-6);
        Assert.Equal(6, json.GetProperty("dimacsErrors").GetArrayLength());
        Assert.All(json.GetProperty("dimacsErrors").EnumerateArray(), error => Assert.InRange(Math.Abs(error.GetDouble()), 0.0, 1e-7));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("certificateResidual").ValueKind);
        Assert.InRange(json.GetProperty("iterations").GetInt32(), 1, 50);
        Assert.True(json.GetProperty("solveSeconds").GetDouble() >= 0.0);
        Assert.True(json.GetProperty("readSeconds").GetDouble() >= 0.0);
        Assert.Equal(1, json.GetProperty("threads").GetInt32());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("blas").ValueKind);
        Assert.Equal(2, json.GetProperty("variableCount").GetInt32());
        Assert.Equal(2, Assert.Single(json.GetProperty("blockOrders").EnumerateArray()).GetInt32());
        Assert.Equal(JsonValueKind.Object, json.GetProperty("phases").ValueKind);
        Assert.InRange(json.GetProperty("peakMemoryBytes").GetInt64(), 1 << 20, long.MaxValue);
    }

    [Theory]
    [InlineData("nowhere", "sdpkit: --blas: found no native library 'nowhere' that can be loaded; tried nowhere")]
    [InlineData("", "sdpkit: --blas: found no name; expected openblas, mkl, or the name or path of a library")]
    public async Task A_blas_that_cannot_be_loaded_is_refused_by_name(string library, string expected)
    {
        ToolRun run = await ToolRun.WithInputAsync(Problems.Optimum2, "solve", "-", "--quiet", "--blas", library);
        Assert.Equal(expected, run.Refusal());
    }

    [Theory]
    [InlineData(Problems.Infeasible, "PrimalInfeasible")]
    [InlineData(Problems.Unbounded, "DualInfeasible")]
    public async Task Proved_infeasibility_is_a_success_with_a_certificate_in_the_place_of_errors(string problem, string status)
    {
        ToolRun run = await ToolRun.WithInputAsync(problem, "solve", "-", "--json", "--quiet");
        Assert.Equal(ExitCode.Success, run.ExitCode);
        JsonElement json = run.Json();
        Assert.Equal(status, json.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("dimacsErrors").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("objective").ValueKind);
        Assert.InRange(json.GetProperty("certificateResidual").GetDouble(), 0.0, 1e-8);
    }

    [Fact]
    public async Task Summary_goes_to_stdout_and_plain_iterations_to_stderr()
    {
        ToolRun run = await ToolRun.WithInputAsync(Problems.Optimum2, "solve", "-");
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.StartsWith("status              Optimal\n", run.Output, StringComparison.Ordinal);
        string[] lines = run.Error.Split('\n');
        Assert.Contains("dual objective", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("0", lines[1].TrimStart(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Error);
    }

    [Fact]
    public async Task Quiet_solve_says_nothing_on_stderr() =>
        Assert.Empty((await ToolRun.WithInputAsync(Problems.Optimum2, "solve", "-", "--quiet")).Error);

    [Theory]
    [InlineData()]
    [InlineData("--quiet")]
    public async Task Notes_of_the_reader_and_of_presolve_stand_in_the_answer(params string[] options)
    {
        // The last entry is given twice; the third variable has no matrix and no cost.
        const string problem = "3\n1\n2\n1.0 1.0 0.0\n0 1 1 2 -1.0\n1 1 1 1 1.0\n2 1 2 2 0.5\n2 1 2 2 0.5\n";
        ToolRun run = await ToolRun.WithInputAsync(problem, ["solve", "-", .. options]);
        string[] notes = [.. run.Output.Split('\n').Where(line => line.StartsWith("note ", StringComparison.Ordinal))];
        Assert.Contains(notes, note => note.StartsWith("note                Entries are given more than once", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.Contains("variable 3", StringComparison.Ordinal));
        JsonElement[] json = [.. (await ToolRun.WithInputAsync(problem, ["solve", "-", "--json", .. options])).Json().GetProperty("notes").EnumerateArray()];
        Assert.Equal(notes.Select(note => note[20..]), json.Select(note => note.GetString()));
        Assert.Empty((await ToolRun.WithInputAsync(Problems.Optimum2, "solve", "-", "--json", "--quiet")).Json().GetProperty("notes").EnumerateArray());
    }

    [Fact]
    public async Task Missing_file_is_named() => Assert.Contains("absent.dat-s", (await ToolRun.OfAsync("solve", InFolder("absent.dat-s"))).Refusal(), StringComparison.Ordinal);

    [Fact]
    public async Task Folder_in_the_place_of_a_file_is_named() => Assert.Contains(_folder, (await ToolRun.OfAsync("solve", _folder)).Refusal(), StringComparison.Ordinal);

    [Fact]
    public async Task Malformed_file_is_refused_with_line_and_column()
    {
        string path = InFolder("bad.dat-s");
        await File.WriteAllTextAsync(path, "2\n1\n2\n1.0 x\n");
        Assert.Contains($"{path}:4:5: found", (await ToolRun.OfAsync("solve", path, "--json")).Refusal(), StringComparison.Ordinal);
        Assert.Contains("standard input:1:1: found", (await ToolRun.WithInputAsync("x", "solve", "-")).Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Iteration_limit_ends_with_2_and_keeps_the_best_iterate()
    {
        string solution = InFolder("best.out");
        ToolRun run = await ToolRun.WithInputAsync(Problems.Optimum2, "solve", "-", "--json", "--max-iterations", "1", "--out", solution);
        Assert.Equal(ExitCode.NotSolved, run.ExitCode);
        Assert.Equal("IterationLimit", run.Json().GetProperty("status").GetString());
        Assert.Contains("--max-iterations", run.Error, StringComparison.Ordinal);
        Assert.Contains(solution, run.Error, StringComparison.Ordinal);
        Assert.NotEmpty(await File.ReadAllTextAsync(solution));
    }

    [Fact]
    public async Task Output_that_cannot_be_written_is_refused_before_the_solve()
    {
        string path = Path.Combine(_folder, "absent", "solution");
        Assert.Contains(path, (await ToolRun.WithInputAsync(Problems.Optimum2, "solve", "-", "--out", path)).Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problem_file_is_not_overwritten_by_its_solution()
    {
        string path = InFolder("problem.dat-s");
        await File.WriteAllTextAsync(path, Problems.Optimum2);
        (await ToolRun.OfAsync("solve", path, "--out", path)).Refusal();
        Assert.Equal(Problems.Optimum2, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Longer_old_solution_file_leaves_nothing_behind()
    {
        string path = InFolder("x.out");
        await ToolRun.WithInputAsync(Problems.Optimum2, "solve", "-", "--out", path);
        string solution = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(path, new string('?', 2 * solution.Length));
        await ToolRun.WithInputAsync(Problems.Optimum2, "solve", "-", "--out", path);
        Assert.Equal(solution, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Old_solution_file_stays_when_the_problem_is_refused()
    {
        string solution = InFolder("old.out");
        await File.WriteAllTextAsync(solution, "old");
        (await ToolRun.WithInputAsync("x", "solve", "-", "--out", solution)).Refusal();
        Assert.Equal("old", await File.ReadAllTextAsync(solution));
    }

    [Fact]
    public async Task Format_without_a_place_for_multipliers_is_refused_for_equalities()
    {
        string line = (await ToolRun.WithInputAsync(Problems.WithEquality, "solve", "-", "--out", InFolder("s"), "--format", "csdp")).Refusal();
        Assert.Contains("--format", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_solve_writes_its_best_result_and_ends_with_130()
    {
        using var cancellation = new CancellationTokenSource();
        string solution = InFolder("cancelled.out");
        byte[] problem = Encoding.UTF8.GetBytes(Problems.MaximumCut(20));
        Stream OpenThenCancel()
        {
            cancellation.CancelAfter(TimeSpan.FromMilliseconds(1));
            return new MemoryStream(problem);
        }

        // Wherever the cancellation comes, there is either a result or the word cancelled.
        ToolRun run = await ToolRun.WithStreamAsync(OpenThenCancel, ["solve", "-", "--json", "--tolerance", "1e-15", "--out", solution], cancellation.Token);
        Assert.Contains(run.ExitCode, new[] { ExitCode.Cancelled, ExitCode.NotSolved, ExitCode.Success });
        if (run.ExitCode == ExitCode.Cancelled && run.Output.Length > 0)
        {
            Assert.Equal("Cancelled", run.Json().GetProperty("status").GetString());
            Assert.NotEmpty(await File.ReadAllTextAsync(solution));
        }
    }

    private string InFolder(string name) => Path.Combine(_folder, name);
}
