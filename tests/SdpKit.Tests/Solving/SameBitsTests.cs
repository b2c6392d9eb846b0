using System.Runtime.InteropServices;

namespace SdpKit.Tests.Solving;

public class SameBitsTests
{
    public static TheoryData<string> Names() => ["theta", "cut", "lyapunov", "chain", "random"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_threads_give_the_bits_of_one(string name)
    {
        SdpProblem problem = Instance(name);
        SdpSolution one = CheckedSolve.Of(problem, new SolverSettings { Threads = 1 });
        Same(one, CheckedSolve.Of(problem, new SolverSettings { Threads = 2 }));
        Same(one, CheckedSolve.Of(problem, new SolverSettings { Threads = 3 }));
    }

    [Fact]
    public async Task Solves_at_once_give_the_bits_of_one_after_the_other()
    {
        string[] names = ["theta", "cut", "lyapunov", "theta"];
        SdpSolution[] alone = [.. names.Select(name => CheckedSolve.Of(Instance(name), new SolverSettings { Threads = 2 }))];
        SdpSolution[] together = await Task.WhenAll(names.Select(name => Task.Run(() => CheckedSolve.Of(Instance(name), new SolverSettings { Threads = 2 }))));
        for (int i = 0; i < names.Length; i++)
        {
            Same(alone[i], together[i]);
        }
    }

    /// <summary>Problems large enough that the work is split.</summary>
    private static SdpProblem Instance(string name) => name switch
    {
        "theta" => Instances.Theta(45, 0.25, 2),
        "cut" => Instances.MaximumCut(130, 3),
        "lyapunov" => Instances.Lyapunov(16, 4),
        "chain" => Instances.Chain(150, 5),
        _ => Instances.Random(6).Build(),
    };

    private static void Same(SdpSolution expected, SdpSolution actual)
    {
        Assert.Equal(SolveStatus.Optimal, expected.Status);
        Assert.Equal(expected.Status, actual.Status);
        Assert.Equal(expected.Statistics.Iterations, actual.Statistics.Iterations);
        Same(expected.Variables, actual.Variables);
        Same(expected.EqualityMultipliers, actual.EqualityMultipliers);
        for (int b = 0; b < expected.PrimalMatrix.Blocks.Length; b++)
        {
            Same(expected.PrimalMatrix.Values(b), actual.PrimalMatrix.Values(b));
            Same(expected.DualMatrix.Values(b), actual.DualMatrix.Values(b));
        }
    }

    private static void Same(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual) =>
        Assert.True(MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(actual)), "The bits differ.");
}
