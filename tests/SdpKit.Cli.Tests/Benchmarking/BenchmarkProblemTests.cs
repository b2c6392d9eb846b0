using System.IO.Compression;
using SdpKit.Cli.Benchmarking;

namespace SdpKit.Cli.Tests.Benchmarking;

public sealed class BenchmarkProblemTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Problems_come_smallest_first_and_nothing_else_comes()
    {
        _folder.Write("big.dat-s", new string(' ', 30));
        _folder.Write("b2.dat-s", new string(' ', 20));
        _folder.Write("a2.dat-s.gz", new string(' ', 20));
        _folder.Write("notes.txt", "");
        Assert.Equal(["a2", "b2", "big"], BenchmarkProblem.Find(_folder.Path, filter: null).Select(problem => problem.Name));
        Assert.Equal(["a2", "b2"], BenchmarkProblem.Find(_folder.Path, "?2").Select(problem => problem.Name));
        Assert.Empty(BenchmarkProblem.Find(_folder.Path, "c*"));
    }

    [Fact]
    public void A_compressed_problem_is_unpacked_for_solvers_that_read_no_other()
    {
        using (GZipStream compressed = new(File.Create(_folder.File("tiny.dat-s.gz")), CompressionMode.Compress))
        {
            compressed.Write("text"u8);
        }

        BenchmarkProblem problem = Assert.Single(BenchmarkProblem.Find(_folder.Path, filter: null));
        Assert.Equal("text", File.ReadAllText(problem.PlainFile(_folder.Path)));
    }
}
