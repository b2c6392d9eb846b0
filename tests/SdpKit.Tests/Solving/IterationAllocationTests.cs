using SdpKit.InteriorPoint;
using SdpKit.LinearAlgebra;
using SdpKit.Presolve;

namespace SdpKit.Tests.Solving;

public class IterationAllocationTests
{
    public static TheoryData<string, int> Cases() => new()
    {
        { "theta", 1 },
        { "theta", 2 },
        { "cut", 2 },
        { "lyapunov", 2 },
        { "chain", 2 },
        { "quadratic", 1 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Iterations_after_the_second_allocate_nothing(string name, int threads)
    {
        SdpProblem problem = Instance(name);
        PresolvedProblem presolved = SdpSolver.Analyze(problem, CancellationToken.None);
        long[] least = [.. Enumerable.Repeat(long.MaxValue, 200)];
        long[] allocated = new long[200];

        // A method that is compiled again may be so on a thread that calls it, so one quiet run of each iteration is what is asked for.
        for (int attempt = 0; attempt < 10 && least.Any(bytes => bytes > 0); attempt++)
        {
            using var context = new KernelContext(threads, CancellationToken.None);
            var allocations = new TeamAllocations(context.Team);
            var progress = new ProgressProbe(report => allocated[report.Iteration] = allocations.Total());
            using var method = new InteriorPointMethod(presolved, ErrorScales.Of(problem), new SolverSettings { Threads = threads }, handsOver: false, context, new PhaseTimer());
            int iterations = method.Run(progress).Iterations;
            Assert.InRange(iterations, 5, least.Length - 1);
            for (int iteration = 3; iteration <= iterations; iteration++)
            {
                least[iteration] = Math.Min(least[iteration], allocated[iteration] - allocated[iteration - 1]);
            }

            least.AsSpan(0, 3).Clear();
            least.AsSpan(iterations + 1).Clear();
        }

        Assert.All(least, bytes => Assert.Equal(0, bytes));
    }

    private static SdpProblem Instance(string name) => name switch
    {
        "theta" => Instances.Theta(40, 0.25, 2),
        "cut" => Instances.MaximumCut(120, 3),
        "lyapunov" => Instances.Lyapunov(12, 4),
        "chain" => Instances.Chain(100, 5),
        _ => Quadratic(),
    };

    /// <summary>minimize ||x||^2 / 2 over x >= 1 with one equality.</summary>
    private static SdpProblem Quadratic()
    {
        var builder = new SdpProblemBuilder(30);
        int block = builder.AddDiagonalBlock(30);
        int equality = builder.AddEquality(45.0);
        for (int i = 0; i < 30; i++)
        {
            builder.AddEntry(i, block, i, i, 1.0);
            builder.AddEntry(SdpProblem.Constant, block, i, i, 1.0);
            builder.AddQuadraticEntry(i, i, 1.0 + i);
            builder.AddEqualityEntry(equality, i, 1.0);
        }

        return builder.Build();
    }
}
