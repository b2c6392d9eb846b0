using SdpKit.Formats;
using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.ClosedForms;
using SdpKit.Lipschitz.Constraints;
using SdpKit.Lipschitz.Local;
using SdpKit.Lipschitz.Matrices;
using SdpKit.Lipschitz.Structured;
using Xunit.Abstractions;

namespace SdpKit.Lipschitz.Tests.Structured;

public sealed class StructuredMethodTests(ITestOutputHelper output)
{
    public static TheoryData<string, int[]> Cases => new()
    {
        { "relu", [4, 6, 3] },
        { "relu", [20, 10, 30, 20] },
        { "silu", [20, 10, 30, 20] },
        { "elu(-0.5)", [5, 7, 6, 5, 4] },
        { "leaky_relu(0.2)", [3, 90, 2] },
        { "sigmoid", [8, 8, 8, 8, 8, 8, 8, 8, 8, 8] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Optimum_is_that_of_the_general_solver(string name, int[] sizes)
    {
        Assert.True(Activation.TryParse(name, out Activation? activation));
        Network network = ReferenceNetworks.Random(1, activation, sizes);
        using var context = new KernelContext(1, default);
        foreach (bool isPerNeuron in new[] { true, false })
        {
            Assert.Equal(1.0, Solve(network, isPerNeuron, context).Rho / GeneralSolve.Rho(network, isPerNeuron, context), 3e-8);
        }
    }

    [Fact]
    public void Greedy_start_is_feasible_and_leads_to_the_same_optimum()
    {
        foreach (bool isPerNeuron in new[] { true, false })
        {
            Network network = ReferenceNetworks.Random(3, Activation.Silu, 6, 8, 5, 7, 6, 8, 4, 7, 3);
            using var context = new KernelContext(1, default);
            var layers = LayerChain.Of(network, 0, network.Layers.Length - 1, OutputSelection.All);
            var chain = new CompressedChain(layers, context);
            MultiplierPoint greedy = GreedyPoint.Of(chain, isPerNeuron, context);
            using var method = new StructuredMethod(chain, greedy, isPerNeuron, context);
            StructuredResult result = method.Solve(1e-8, Timeout.InfiniteTimeSpan, progress: null);
            Assert.InRange(greedy.Rho, result.Point.Rho, FastPoint.Of(chain, context).Rho);
            Assert.Equal(1.0, Math.ScaleB(chain.Restore(result.Point).Rho, 2 * layers.Exponent) / Solve(network, isPerNeuron, context).Rho, 2e-8);
        }
    }

    [Fact]
    public void Narrow_slopes_are_solved_as_accurately_as_others_and_the_optimum_falls_with_them()
    {
        Network network = ReferenceNetworks.Random(3, Activation.Tanh, 4, 9, 12, 7, 3);
        using var context = new KernelContext(1, default);
        double last = double.PositiveInfinity;
        foreach (double radius in new[] { 0.3, 0.03, 1e-3, 1e-5, 1e-8 })
        {
            double rho = Solve(LocalSlopes.Narrow(network, [0.1, -0.3, 0.2, 0.5], radius), isPerNeuron: true, context).Rho;
            Assert.InRange(rho, 0.0, last);
            last = rho * (1.0 + 2e-8);
        }
    }

    [Fact]
    public void Fixed_slopes_among_others_give_the_bound_of_the_linear_neurons()
    {
        // With one slope that varies, LipSDP has no gap (S-lemma), and the norm is convex in the slope.
        Network network = ReferenceNetworks.Random(4, Activation.Relu, 3, 6, 2);
        double[] slopes = [0.2, 0.9, -0.4, 1.0, 0.6];
        var mixed = new Network(
            network.Layers[0].WithSlopes([.. slopes.Select(slope => new SlopeRange(slope, slope)), new SlopeRange(0.0, 1.0)]), network.Layers[1]);
        using var context = new KernelContext(1, default);
        double Norm(double last)
        {
            double[] all = [.. slopes, last];
            double Entry(int i, int j) => Enumerable.Range(0, 6).Sum(k => network.Layers[1].Row(i)[k] * all[k] * network.Layers[0].Row(k)[j]);
            return MatrixOperations.SpectralNorm(DenseMatrix.Of(2, 3, Entry), context);
        }

        double exact = Math.Max(Norm(0.0), Norm(1.0));
        Assert.InRange(CheckedCertification.Bound(mixed) / exact, 1.0, 1.0 + 1e-5);
    }

    [Fact]
    public void Answer_does_not_depend_on_the_number_of_threads()
    {
        Network network = ReferenceNetworks.Random(2, Activation.Gelu, 60, 80, 70, 9);
        using var one = new KernelContext(1, default);
        using var three = new KernelContext(3, default);
        (double Rho, double[][] Multipliers) first = Solve(network, isPerNeuron: true, one);
        (double Rho, double[][] Multipliers) second = Solve(network, isPerNeuron: true, three);
        Assert.Equal(first.Rho, second.Rho);
        Assert.Equal(first.Multipliers, second.Multipliers);
    }

    [Fact]
    public void Exported_constraint_has_the_square_of_the_bound_as_its_optimum_also_after_writing()
    {
        Network network = ReferenceNetworks.Random(5, Activation.Relu, 30, 12, 9, 20);
        SdpProblem problem = LipschitzCertifier.ConstraintOf(network);
        using var stream = new MemoryStream();
        SdpaWriter.Write(problem, stream);
        stream.Position = 0;
        SdpProblem read = SdpaReader.Read(stream, "export").Problem;
        double bound = CheckedCertification.Bound(network);
        foreach (SdpProblem each in new[] { problem, read })
        {
            SdpSolution solution = SdpSolver.Solve(each, new SolverSettings { Threads = 1 }).EnsureOptimal();
            Assert.Equal(1.0, solution.Objective / (bound * bound), 1e-5);
        }
    }

    [Fact]
    public void Cancellation_ends_the_work()
    {
        Network network = ReferenceNetworks.Random(1, Activation.Relu, 200, 200, 200, 10);
        using var source = new CancellationTokenSource();
        var progress = new Cancelling(source);
        Assert.Throws<OperationCanceledException>(() => LipschitzCertifier.Certify(network, new CertifyOptions { Threads = 1 }, progress, source.Token));
        Assert.Equal(3, progress.Count);
    }

    [Fact]
    public void Time_limit_still_gives_a_proved_bound()
    {
        Network network = ReferenceNetworks.Random(1, Activation.Relu, 30, 40, 40, 10);
        CertifiedBound bound = CheckedCertification.Of(network, new CertifyOptions { TimeLimit = TimeSpan.FromTicks(1) });
        Assert.Equal(SolveStatus.TimeLimit, bound.Status);
        Assert.InRange(bound.RelativeGap, 0.01, double.PositiveInfinity);
        Assert.True(bound.Bound >= CheckedCertification.Bound(network));
    }

    [Fact]
    public void Solve_that_cannot_reach_its_tolerance_says_why_it_ended()
    {
        var statuses = new HashSet<SolveStatus>();
        using var context = new KernelContext(1, default);
        for (int seed = 0; seed < 20; seed++)
        {
            LayerChain layers = LayerChain.Of(ReferenceNetworks.Random(seed, Activation.Relu, 3, 5, 4, 2), 0, 2, OutputSelection.All);
            var chain = new CompressedChain(layers, context);
            using var method = new StructuredMethod(chain, FastPoint.Of(chain, context), isPerNeuron: true, context);
            StructuredResult result = method.Solve(tolerance: 0.0, Timeout.InfiniteTimeSpan, progress: null);
            Assert.Equal(result.Iterations == StructuredMethod.MaxIterations ? SolveStatus.IterationLimit : SolveStatus.Stalled, result.Status);
            statuses.Add(result.Status);
        }

        output.WriteLine(string.Join(", ", statuses));
    }

    private static (double Rho, double[][] Multipliers) Solve(Network network, bool isPerNeuron, KernelContext context)
    {
        var layers = LayerChain.Of(network, 0, network.Layers.Length - 1, OutputSelection.All);
        var chain = new CompressedChain(layers, context);
        using var method = new StructuredMethod(chain, FastPoint.Of(chain, context), isPerNeuron, context);
        StructuredResult result = method.Solve(1e-8, Timeout.InfiniteTimeSpan, progress: null);
        Assert.InRange(result.RelativeGap, 0.0, 1e-8);
        MultiplierPoint point = chain.Restore(result.Point);
        return (Math.ScaleB(point.Rho, 2 * layers.Exponent), point.Multipliers);
    }

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<IterationReport>
    {
        public int Count { get; private set; }

        public void Report(IterationReport value)
        {
            if (++Count == 3)
            {
                source.Cancel();
            }
        }
    }
}
