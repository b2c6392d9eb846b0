using FsCheck.Xunit;

namespace SdpKit.Lipschitz.Tests;

public class ConstraintTests
{
    [Property(MaxTest = 15)]
    public void Optimum_is_the_square_of_the_bound(int seed)
    {
        Activation activation = seed % 2 == 0 ? Activation.Relu : Activation.LeakyRelu(0.2);
        Network network = ReferenceNetworks.Random(seed, activation, 6, 4, 3, 5).WithInputScale(300.0, 200.0, 1e-3, 500.0, 3.0, 1.0);
        foreach (LipschitzMethod method in new[] { LipschitzMethod.Neuron, LipschitzMethod.Layer })
        {
            SdpSolution solution = SdpSolver.Solve(LipschitzCertifier.ConstraintOf(network, method), new SolverSettings { Threads = 1 });
            Assert.Equal(SolveStatus.Optimal, solution.Status);
            Assert.InRange(solution.Errors!.Value.Largest, 0.0, 1e-7);
            Assert.Equal(1.0, Math.Sqrt(solution.Objective) / CheckedCertification.Bound(network, method), 1e-5);
        }
    }

    [Fact]
    public void Outputs_that_are_not_there_and_constants_are_misuse()
    {
        Network network = ReferenceNetworks.Random(1, Activation.Relu, 2, 3, 2);
        Assert.Throws<ArgumentException>(() => LipschitzCertifier.ConstraintOf(network, output: OutputSelection.Of(2)));
        Assert.Throws<ArgumentException>(() => LipschitzCertifier.ConstraintOf(new Network(new DenseLayer(1, 1, [0.0], [], Activation.Identity))));
    }
}
