using SdpKit.Cli.Benchmarking;

namespace SdpKit.Cli.Tests.Benchmarking;

public sealed class RivalTests : IDisposable
{
    // The Lovasz theta of the five-cycle: maximize <J,Y> with trace Y = 1 and Y_ij = 0 on the edges; the optimum is sqrt(5). A diagonal block is added.
    private const string Pentagon = """
        6 = m
        2 = blocks
        (5, -2)
        {1, 0, 0, 0, 0, 0}
        0 1 1 1 1
        0 1 1 2 1
        0 1 1 3 1
        0 1 1 4 1
        0 1 1 5 1
        0 1 2 2 1
        0 1 2 3 1
        0 1 2 4 1
        0 1 2 5 1
        0 1 3 3 1
        0 1 3 4 1
        0 1 3 5 1
        0 1 4 4 1
        0 1 4 5 1
        0 1 5 5 1
        0 2 1 1 -100
        0 2 2 2 -100
        1 1 1 1 1
        1 1 2 2 1
        1 1 3 3 1
        1 1 4 4 1
        1 1 5 5 1
        1 2 1 1 1
        1 2 2 2 -1
        2 1 1 2 1
        3 1 2 3 1
        4 1 3 4 1
        5 1 4 5 1
        6 1 1 5 1

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RivalTheory]
    [InlineData("csdp")]
    [InlineData("sdpa")]
    public void A_rival_solves_to_its_usual_accuracy_and_its_solution_is_read_in_full(string name)
    {
        SolverProgram rival = Rivals.Find(name, RivalTheoryAttribute.SearchPath);
        Assert.Matches(@"^\d+\.\d+", rival.Version);
        _folder.Write("pentagon1.dat-s", Pentagon);
        using LoadedProblem problem = new(Assert.Single(BenchmarkProblem.Find(_folder.Path, filter: null)));

        MeasuredRun run = ProgramRun.Measure(rival, problem, threads: 1, repeat: 0, limit: null, _ => { }, CancellationToken.None);
        Assert.Null(run.Note);
        Assert.True(run.Counts());
        Assert.Equal(Math.Sqrt(5.0), run.Objective!.Value, 5);
        Assert.InRange(run.LargestError()!.Value, 0.0, 1e-6);
        Assert.InRange(run.Iterations!.Value, 3, 40);
        Assert.NotNull(run.Status);
    }

    [RivalTheory]
    [InlineData("csdp")]
    [InlineData("sdpa")]
    public void The_library_that_a_rival_computes_with_is_found(string name) =>
        Assert.NotEqual("unknown", BlasLibrary.Describe(Rivals.Find(name, RivalTheoryAttribute.SearchPath)));
}
