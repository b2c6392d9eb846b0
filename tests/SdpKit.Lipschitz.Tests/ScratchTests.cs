using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.ClosedForms;
using SdpKit.Lipschitz.Constraints;
using Xunit.Abstractions;
namespace SdpKit.Lipschitz.Tests;
public sealed class ScratchTests(ITestOutputHelper output)
{
    internal static Network Random(int seed, Activation a, params int[] sizes)
    {
        var random = new Random(seed);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return new Network([.. Enumerable.Range(0, sizes.Length - 1).Select(l => new DenseLayer(sizes[l + 1], sizes[l],
            [.. Enumerable.Range(0, sizes[l] * sizes[l + 1]).Select(_ => Normal() / Math.Sqrt(sizes[l]))], [], l == sizes.Length - 2 ? Activation.Identity : a))]);
    }
    private void Show(string name, Network network)
    {
        var chain = LayerChain.Of(network, 0, network.Layers.Length - 1, OutputSelection.All);
        using var context = new KernelContext(2, default);
        var compressed = new CompressedChain(chain, context);
        double fast = compressed.Restore(FastPoint.Of(compressed, context)).Rho;
        foreach (bool neuron in new[] { true, false })
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var (point, solution) = LipSdpSolver.Solve(compressed, neuron, new SolverSettings { Tolerance = 1e-9, Threads = 2 }, null, context, default);
            output.WriteLine($"{name} neuron={neuron} {Math.Sqrt(compressed.Restore(point).Rho):R} fast {Math.Sqrt(fast):R} {solution.Status} {solution.Statistics.Iterations} err {solution.Errors.Largest:E1} r {solution.Variables[0]:G4} {watch.Elapsed.TotalSeconds:F2} s");
        }
    }
    [Fact]
    public void Values()
    {
        Show("walk", new Network(new DenseLayer(2, 2, [1, 2, 1, -2], [], Activation.Relu), new DenseLayer(1, 2, [1, 1], [], Activation.Identity)));
        Show("cos", new Network(new DenseLayer(2, 1, [-1, -1], [], Activation.Tanh), new DenseLayer(1, 2, [-1, 1], [], Activation.Identity)));
        Show("one", new Network(new DenseLayer(1, 1, [1.3], [], Activation.Relu), new DenseLayer(1, 1, [-0.7], [], Activation.Identity)));
        Show("two", new Network(new DenseLayer(2, 1, [1, -1], [], Activation.Relu), new DenseLayer(1, 2, [1, -1], [], Activation.Identity)));
        Show("silu", new Network(new DenseLayer(2, 1, [1, -1], [], Activation.Silu), new DenseLayer(1, 2, [1, -1], [], Activation.Identity)));
        Show("none", Random(1, Activation.Relu, 5, 3));
        Show("rand", Random(1, Activation.Relu, 20, 10, 30, 20));
        Show("rand elu", Random(1, Activation.Silu, 20, 10, 30, 20));
        Show("chain", Random(1, Activation.Relu, [.. Enumerable.Repeat(8, 30)]));
        Show("100", Random(1, Activation.Relu, 100, 100, 100, 10));
    }
}
