using SdpKit.Lipschitz.Formats;
using SdpKit.Lipschitz.Local;
using SdpKit.Lipschitz.Tests.Formats;

namespace SdpKit.Lipschitz.Tests.Fuzzing;

/// <summary>Compares bounds of ONNX models with the function of the file, computed exactly: products of matrices and batch normalisation with numbers of all sizes, folded by the reader.</summary>
public sealed class FoldedNetworkTests
{
    [Fact]
    public void Bounds_are_of_the_file_not_of_the_rounded_weights()
    {
        int quotients = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            quotients += Compare(seed);
        }

        Assert.InRange(quotients, 500, 300 * 8);
    }

    /// <summary>Certifies x -> relu((x A B - mean) scale / deviation + bias) U, and compares.</summary>
    private static int Compare(int seed)
    {
        var random = new Random(seed);
        var source = new ScaledNetwork(random);
        int[] sizes = [.. Enumerable.Range(0, 5).Select(_ => 1 + random.Next(3))];

        // So that reading multiplies A and B.
        sizes[1] = sizes[0] + sizes[2];
        double[] Numbers(int count, int exponent) => [.. Enumerable.Range(0, count).Select(_ => ScaledNetwork.Scaled(source.Weight(), exponent))];
        double[] a = Numbers(sizes[0] * sizes[1], source.Exponent() / 2);
        double[] b = Numbers(sizes[1] * sizes[2], source.Exponent() / 2);
        double[] scale = Numbers(sizes[2], source.Exponent() / 2);
        double[] bias = Numbers(sizes[2], source.Exponent() / 2);
        double[] mean = Numbers(sizes[2], source.Exponent() / 2);
        int[] deviation = [.. Enumerable.Range(0, sizes[2]).Select(_ => source.Exponent() / 3)];
        double[] u = Numbers(sizes[2] * sizes[3], source.Exponent() / 2);
        OnnxModel model = new OnnxModel(0, sizes[0])
            .Initializer("A", [sizes[0], sizes[1]], a).Initializer("B", [sizes[1], sizes[2]], b).Initializer("U", [sizes[2], sizes[3]], u)
            .Initializer("scale", [sizes[2]], scale).Initializer("bias", [sizes[2]], bias).Initializer("mean", [sizes[2]], mean)
            .Initializer("variance", [sizes[2]], [.. deviation.Select(exponent => Math.ScaleB(1.0, 2 * exponent))])
            .Node("MatMul", "a", ["x", "A"]).Node("MatMul", "b", ["a", "B"])
            .Node("BatchNormalization", "n", ["b", "scale", "bias", "mean", "variance"], OnnxModel.Number("epsilon", 0f))
            .Node("Relu", "r", ["n"]).Node("MatMul", "y", ["r", "U"]);
        Network network;
        try
        {
            network = model.Read().Network;
        }
        catch (SdpKit.Formats.ProblemFormatException)
        {
            return 0;
        }

        double[] center = Numbers(sizes[0], source.Exponent());
        double radius = ScaledNetwork.Scaled(1.0, source.Exponent());
        bool isLocal = seed % 2 == 0;
        network = isLocal ? LocalSlopes.Narrow(network, center, radius) : network;
        if (LipschitzCertifier.Certify(network, new CertifyOptions { Threads = 1, FindsLowerBound = seed % 4 == 0 }) is not { Bound: { } bound } answer)
        {
            return 0;
        }

        Assert.True(answer.LowerBound is null || answer.LowerBound <= bound, $"seed {seed}");
        DyadicNumber[] Evaluate(DyadicNumber[] x)
        {
            DyadicNumber[] normalised = [.. Product(Product(x, a), b).Select((value, i) => (((value - mean[i]) * scale[i]).ScaledBy(-deviation[i])) + bias[i])];
            return Product([.. normalised.Select(value => value.Sign > 0 ? value : default)], u);
        }

        for (int trial = 0; trial < 8; trial++)
        {
            // Two points of the ball, which is somewhere where there is none to respect.
            DyadicNumber[] x = Near(center, radius, random);
            DyadicNumber[] y = Near(center, radius, random);
            DyadicNumber change = ExactFunction.SquaredDistance(Evaluate(x), Evaluate(y));
            Assert.True((((DyadicNumber)bound * bound * ExactFunction.SquaredDistance(x, y)) - change).Sign >= 0, $"seed {seed}: two points have outputs that are further apart than the bound allows");
        }

        return 8;
    }

    private static DyadicNumber[] Product(DyadicNumber[] row, double[] matrix)
    {
        int columns = matrix.Length / row.Length;
        return [.. Enumerable.Range(0, columns).Select(j => Enumerable.Range(0, row.Length).Aggregate((DyadicNumber)0.0, (sum, i) => sum + (row[i] * matrix[(i * columns) + j])))];
    }

    private static DyadicNumber[] Near(double[] center, double radius, Random random) =>
        [.. center.Select(value => value + ((DyadicNumber)(random.Next(-4, 5) / 8.0) * radius))];
}
