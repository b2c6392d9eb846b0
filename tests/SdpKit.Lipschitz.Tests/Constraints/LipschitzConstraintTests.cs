using FsCheck.Xunit;
using SdpKit.Lipschitz.Constraints;

namespace SdpKit.Lipschitz.Tests.Constraints;

public class LipschitzConstraintTests
{
    [Property(MaxTest = 15)]
    public void Optimum_is_the_square_of_the_bound(int seed)
    {
        Activation activation = seed % 2 == 0 ? Activation.Relu : Activation.LeakyRelu(0.2);
        Network network = ReferenceNetworks.Random(seed, activation, 6, 4, 3, 5).WithInputScale(300.0, 200.0, 1e-3, 500.0, 3.0, 1.0);
        foreach ((bool isPerNeuron, LipschitzMethod method) in new[] { (true, LipschitzMethod.Neuron), (false, LipschitzMethod.Layer) })
        {
            SdpSolution solution = SdpSolver.Solve(LipschitzConstraint.Of(network, isPerNeuron), new SolverSettings { Threads = 1 });
            Assert.Equal(SolveStatus.Optimal, solution.Status);
            Assert.InRange(solution.Errors.Largest, 0.0, 1e-7);
            Assert.Equal(1.0, Math.Sqrt(solution.Objective) / CheckedCertification.Bound(network, method), 1e-5);
        }
    }

    [Fact]
    public void Variables_are_those_of_the_network_itself()
    {
        // rho = L^2 = 16/3 with the multipliers 4/3, of which the program has the halves.
        var network = new Network(new DenseLayer(2, 2, [1.0, 2.0, 1.0, -2.0], [], Activation.Relu), new DenseLayer(1, 2, [1.0, 1.0], [], Activation.Identity));
        SdpSolution solution = SdpSolver.Solve(LipschitzConstraint.Of(network), new SolverSettings { Threads = 1, Tolerance = 1e-9 });
        Assert.Equal(16.0 / 3.0, solution.Variables[0], 1e-6);
        Assert.Equal(2.0 / 3.0, solution.Variables[1], 1e-6);
        Assert.Equal(2.0 / 3.0, solution.Variables[2], 1e-6);
    }

    [Fact]
    public void Outputs_that_are_not_there_and_constants_are_misuse()
    {
        Network network = ReferenceNetworks.Random(1, Activation.Relu, 2, 3, 2);
        Assert.Throws<ArgumentException>(() => LipschitzConstraint.Of(network, output: OutputSelection.Of(2)));
        Assert.Throws<ArgumentException>(() => LipschitzConstraint.Of(new Network(new DenseLayer(1, 1, [0.0], [], Activation.Identity))));
    }
}
