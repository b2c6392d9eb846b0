using SdpKit.Formats;

namespace SdpKit.Cli.Tests.Commands;

public sealed class ConvertCommandTests : IDisposable
{
    private const string Cbf = "VER\n1\nOBJSENSE\nMAX\nVAR\n1 1\nF 1\nPSDCON\n1\n2\nOBJACOORD\n1\n0 -1\nOBJBCOORD\n3\nHCOORD\n2\n0 0 0 0 1\n0 0 1 1 1\nDCOORD\n1\n0 1 0 2\nCON\n2 1\nF 2\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("sdpkit-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("problem.dat-s")]
    [InlineData("problem.json")]
    [InlineData("problem.dat-s.gz")]
    [InlineData("problem.JSON.GZ")]
    public async Task The_written_file_is_the_same_problem(string name)
    {
        ToolRun run = await ToolRun.WithInputAsync(Problems.Optimum2, "convert", "-", InFolder(name));
        Assert.Equal((ExitCode.Success, "", ""), (run.ExitCode, run.Output, run.Error));
        using FileStream stream = File.OpenRead(InFolder(name));
        SdpProblem problem = ProblemReader.Read(stream, name).Problem;
        Assert.Equal<double>([1.0, 1.0], problem.Objective);
        Assert.Equal<double>([-1.0, 1.0, 1.0], problem.Coefficients[0].Values);
        Assert.Equal(name.EndsWith("GZ", StringComparison.OrdinalIgnoreCase), (await File.ReadAllBytesAsync(InFolder(name)))[0] == 0x1f);
    }

    [Fact]
    public async Task Equalities_become_pairs_of_inequalities_in_dat_s()
    {
        ToolRun run = await ToolRun.WithInputAsync(Problems.WithEquality, "convert", "-", InFolder("p.dat-s"));
        Assert.Contains("note: 1 equalities are written as two inequalities each", run.Error, StringComparison.Ordinal);
        ToolRun solve = await ToolRun.OfAsync("solve", InFolder("p.dat-s"), "--json", "--quiet");
        Assert.Equal(2.5, solve.Json().GetProperty("objective").GetDouble(), 5);
    }

    [Fact]
    public async Task The_sign_and_the_constant_of_the_file_are_told()
    {
        ToolRun convert = await ToolRun.WithInputAsync(Cbf, "convert", "-", InFolder("p.json"));
        Assert.Equal("note: the optimal value of FILE is -1 times that of OUT plus 3\n", convert.Error);
        Assert.Equal(convert.Error, (await ToolRun.WithInputAsync(Cbf, "convert", "-", InFolder("q.json"), "--quiet")).Error);
        ToolRun solve = await ToolRun.WithInputAsync(Cbf, "solve", "-", "--json", "--quiet");
        Assert.Equal(2.0, solve.Json().GetProperty("objective").GetDouble(), 6);
        Assert.Equal(1.0, solve.Json().GetProperty("fileObjective").GetDouble(), 6);
        Assert.Contains("of the file", (await ToolRun.WithInputAsync(Cbf, "solve", "-", "--quiet")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_and_problems_that_cannot_be_are_refused_and_leave_no_file()
    {
        Assert.Contains("OUT: found x.txt; expected a name that ends with .dat-s", (await ToolRun.WithInputAsync(Problems.Optimum2, "convert", "-", "x.txt")).Refusal(), StringComparison.Ordinal);
        const string quadratic = """{ "format": "sdpkit-problem", "version": 1, "objective": [1], "blocks": [], "quadratic": [[0, 0, 1]] }""";
        Assert.Contains("a quadratic term, which the format cannot hold; expected .json", (await ToolRun.WithInputAsync(quadratic, "convert", "-", InFolder("q.dat-s"))).Refusal(), StringComparison.Ordinal);
        Assert.Contains("standard input", (await ToolRun.WithInputAsync("1\n1\n", "convert", "-", InFolder("q.json"))).Refusal(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private string InFolder(string name) => Path.Combine(_folder, name);
}
