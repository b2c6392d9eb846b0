using System.Text;

namespace SdpKit.Tests.Solving;

/// <summary>What the caller's own code throws in a solve comes through unchanged, also where it looks like the end of the solve.</summary>
public class CallbackExceptionTests
{
    public static TheoryData<string> Problems => ["attained", "not attained", "infeasible", "unbounded"];

    [Theory]
    [MemberData(nameof(Problems))]
    public void Exception_of_the_progress_receiver_comes_through_at_every_iteration(string name)
    {
        SdpProblem problem = Problem(name);
        int iterations = SdpSolver.Solve(problem).Statistics.Iterations;
        using var source = new CancellationTokenSource();
        foreach (CancellationToken token in new[] { CancellationToken.None, new CancellationToken(canceled: true), source.Token })
        {
            for (int last = 0; last <= iterations; last++)
            {
                var thrown = new OperationCanceledException(token);
                var progress = new ProgressProbe(report =>
                {
                    if (report.Iteration == last)
                    {
                        throw thrown;
                    }
                });
                var settings = new SolverSettings { Threads = 2, TimeLimit = TimeSpan.FromHours(1.0) };
                Assert.Same(thrown, Assert.Throws<OperationCanceledException>(() => SdpSolver.Solve(problem, settings, progress, source.Token)));
            }
        }
    }

    [Fact]
    public void Exception_of_the_receiver_that_also_cancels_comes_through()
    {
        using var source = new CancellationTokenSource();
        var progress = new ProgressProbe(report =>
        {
            source.Cancel();
            source.Token.ThrowIfCancellationRequested();
        });
        var exception = Assert.Throws<OperationCanceledException>(() => SdpSolver.Solve(Problem("attained"), progress: progress, cancellationToken: source.Token));
        Assert.Equal(source.Token, exception.CancellationToken);
    }

    [Fact]
    public void Exception_of_the_log_comes_through_at_every_line()
    {
        SdpProblem problem = Problem("attained");
        using var log = new StringWriter();
        SdpSolver.Solve(problem, new SolverSettings { Log = log });
        int lines = log.ToString().Split('\n').Length - 1;
        for (int line = 0; line < lines; line++)
        {
            using var failing = new FailingWriter(line);
            Assert.Same(failing.Thrown, Assert.Throws<OperationCanceledException>(() => SdpSolver.Solve(problem, new SolverSettings { Log = failing })));
        }
    }

    private static SdpProblem Problem(string name)
    {
        // minimize x_0 subject to [x_0 1; 1 x_1] >= 0: the infimum 0 is not attained, which takes the arithmetic with more digits.
        var builder = new SdpProblemBuilder(2);
        int block = builder.AddSemidefiniteBlock(2);
        builder.SetObjective(0, name == "unbounded" ? -1.0 : 1.0);
        builder.AddEntry(0, block, 0, 0, 1.0);
        builder.AddEntry(1, block, 1, 1, 1.0);
        builder.AddEntry(SdpProblem.Constant, block, 1, 0, -1.0);
        if (name == "infeasible")
        {
            // -x_0 - x_1 >= 1
            int bound = builder.AddSemidefiniteBlock(2);
            for (int i = 0; i < 2; i++)
            {
                builder.AddEntry(i, bound, 0, 0, -1.0);
                builder.AddEntry(i, bound, 1, 1, -1.0);
            }

            builder.AddEntry(SdpProblem.Constant, bound, 0, 0, 1.0);
            builder.AddEntry(SdpProblem.Constant, bound, 1, 0, 0.5);
        }

        return name == "attained" ? Instances.Lyapunov(5, 1) : builder.Build();
    }

    /// <summary>Fails at one line.</summary>
    private sealed class FailingWriter(int line) : StringWriter
    {
        private int _line;

        public OperationCanceledException Thrown { get; } = new("the log is full");

        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value)
        {
            if (_line++ == line)
            {
                throw Thrown;
            }
        }
    }
}
