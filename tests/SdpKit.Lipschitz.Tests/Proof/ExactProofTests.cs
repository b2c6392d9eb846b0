using System.Collections.Immutable;
using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.Matrices;
using SdpKit.Lipschitz.Proof;
using SdpKit.Lipschitz.Tests.Fuzzing;
using Xunit.Abstractions;

namespace SdpKit.Lipschitz.Tests.Proof;

/// <summary>Repeats proofs in exact rational arithmetic.</summary>
public sealed class ExactProofTests(ITestOutputHelper output)
{
    private static readonly Activation[] Activations = [Activation.Relu, Activation.Sigmoid, Activation.LeakyRelu(0.1), Activation.Silu, Activation.Elu(0.7)];

    [Fact]
    public void Proofs_agree_with_exact_arithmetic_on_a_thousand_networks()
    {
        (int proved, int refused, int close) = (0, 0, 0);
        using var context = new KernelContext(1, default);
        for (int seed = 0; seed < 1000; seed++)
        {
            Network network = Small(seed);
            LipschitzMethod method = seed % 3 == 0 ? LipschitzMethod.Neuron : LipschitzMethod.Fast;
            CertificatePart part = LipschitzCertifier.Certify(network, new CertifyOptions { Method = method, Threads = 1, FindsLowerBound = false, FindsProductBound = false }).Certificate!.Parts.Single();
            Assert.True(ExactProof.IsPositiveDefinite(network, part.Rho, part.Multipliers), $"seed {seed}");
            proved++;

            // Around the optimum, on both sides: what is proved must be true, and what is false must be refused.
            foreach (double change in new[] { 1e-2, 1e-8, 1e-12, 1e-14, 1e-15 })
            {
                double rho = part.Rho * (1.0 - change);
                bool isTrue = ExactProof.IsPositiveDefinite(network, rho, part.Multipliers);
                bool isProved = ProvedPart.TryProve(new NetworkPart(network, 0, network.Layers.Length - 1, OutputSelection.All), (part with { Rho = rho }).Claim, context, out _) is not null;
                Assert.True(isTrue || !isProved, $"seed {seed}, change {change}: proved, but not true");
                refused += isTrue ? 0 : 1;
                close += isTrue && !isProved ? 1 : 0;
            }
        }

        output.WriteLine($"{proved} proofs confirmed, {refused} false claims refused, {close} true ones too close to the edge to be proved");
        Assert.InRange(refused, 1000, 5000);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    public void Matrices_whose_plain_factorisation_hides_an_indefinite_one_are_refused(params int[] orders)
    {
        // Plain floating-point Cholesky completes on these although they are indefinite: a rounding fault. The verified one must see it.
        using var context = new KernelContext(1, default);
        var random = new Random(7);
        int faults = 0;
        for (int trial = 0; trial < 3000; trial++)
        {
            double[][] vectors = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 4).Select(_ => random.NextDouble()).ToArray())];
            double[,] singular = new double[4, 4];
            for (int i = 0; i < 4; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    singular[i, j] = vectors.Sum(v => v[i] * v[j]);
                }
            }

            bool completes = PathCholesky.TryFactor(Path(singular, orders), EliminationOrder.Of(Path(singular, orders)), context);
            bool isTrue = DyadicNumber.IsPositiveDefinite(Exactly(singular));
            faults += completes && !isTrue ? 1 : 0;
            bool isProved = VerifiedCholesky.Proves(new BoundedMatrix(Path(singular, orders), new double[4]), context, out _);
            Assert.True(isTrue || !isProved);
        }

        output.WriteLine($"{faults} faults");
        Assert.InRange(faults, 10, 3000);
    }

    /// <summary>Makes a path of one or two blocks.</summary>
    private static BlockPath Path(double[,] matrix, int[] orders)
    {
        var path = new BlockPath(orders);
        int[] starts = path.Starts();
        for (int block = 0; block < orders.Length; block++)
        {
            int start = starts[block];
            path.Dense[block] = DenseMatrix.Of(orders[block], orders[block], (i, j) => matrix[start + i, start + j]);
            path.Diagonals[block] = [.. Enumerable.Range(start, orders[block]).Select(i => matrix[i, i])];
        }

        if (orders is [int first, int second])
        {
            path[1, 0] = DenseMatrix.Of(second, first, (i, j) => matrix[first + i, j]);
        }

        return path;
    }

    private static DyadicNumber[,] Exactly(double[,] matrix)
    {
        var exact = new DyadicNumber[matrix.GetLength(0), matrix.GetLength(0)];
        for (int i = 0; i < exact.GetLength(0); i++)
        {
            for (int j = 0; j <= i; j++)
            {
                exact[i, j] = exact[j, i] = matrix[i, j];
            }
        }

        return exact;
    }

    private static Network Small(int seed)
    {
        int[][] shapes = [[1, 1, 1], [2, 3, 2], [1, 2, 2, 1], [3, 2, 1], [2, 2, 2, 2]];
        return ReferenceNetworks.Random(seed, Activations[seed % Activations.Length], shapes[seed / 5 % shapes.Length]);
    }
}
