using System.IO.Compression;
using System.Text;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Formats;

namespace SdpKit.Cli.Tests;

/// <summary>Makes small networks with known bounds, and their files.</summary>
internal static class Networks
{
    /// <summary>The bound of <see cref="Walkthrough"/>, 4/sqrt(3); its Lipschitz constant is sqrt(5), the product of its norms 4.</summary>
    public const double WalkthroughBound = 2.3094010767585034;

    /// <summary>Gets x -> [1 1] relu([1 2; 1 -2] x).</summary>
    public static Network Walkthrough { get; } = new(
        new DenseLayer(2, 2, [1.0, 2.0, 1.0, -2.0], [], Activation.Relu),
        new DenseLayer(1, 2, [1.0, 1.0], [], Activation.Identity));

    /// <summary>Gets a classifier without hidden layers, x -> (x_1, x_2 / 10): bound 1, and sqrt(1.01) for its margin.</summary>
    public static Network Linear { get; } = new(new DenseLayer(2, 2, [1.0, 0.0, 0.0, 0.1], [], Activation.Identity));

    /// <summary>Makes a network with normally distributed weights and biases of the usual scale.</summary>
    public static Network Random(int seed, params int[] sizes)
    {
        var random = new Random(seed);
        double Normal(double scale) => scale * Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
        return new Network([.. Enumerable.Range(1, sizes.Length - 1).Select(l => new DenseLayer(
            sizes[l],
            sizes[l - 1],
            [.. Enumerable.Range(0, sizes[l] * sizes[l - 1]).Select(_ => Normal(1.0 / Math.Sqrt(sizes[l - 1])))],
            [.. Enumerable.Range(0, sizes[l]).Select(_ => Normal(0.1))],
            l < sizes.Length - 1 ? Activation.Relu : Activation.Identity))]);
    }

    /// <summary>Writes <see cref="Walkthrough"/> as NumPy would, without the names of the activations, and returns the path.</summary>
    public static string WithoutActivations(string path)
    {
        using ZipArchive archive = ZipFile.Open(Walkthrough.Write(path), ZipArchiveMode.Update);
        archive.Comment = string.Empty;
        return path;
    }

    /// <summary>Writes the ONNX model x -> softmax(x W), W = [1 2; 1 -2], field by field as onnx.proto numbers them, and returns the path.</summary>
    public static string WithSoftmax(string path)
    {
        byte[] weights = [.. new[] { 1f, 2f, 1f, -2f }.SelectMany(BitConverter.GetBytes)];
        byte[] tensor = [8, 2, 8, 2, 16, 1, .. Text(8, "W"), .. Field(9, weights)];
        byte[] product = [.. Text(1, "x"), .. Text(1, "W"), .. Text(2, "z"), .. Text(4, "MatMul")];
        byte[] softmax = [.. Text(1, "z"), .. Text(2, "y"), .. Text(4, "Softmax")];
        byte[] shape = [.. Field(1, [8, 1]), .. Field(1, [8, 2])];
        byte[] input = [.. Text(1, "x"), .. Field(2, Field(1, [8, 1, .. Field(2, shape)]))];
        byte[] graph = [.. Field(1, product), .. Field(1, softmax), .. Field(5, tensor), .. Field(11, input), .. Field(12, Text(1, "y"))];
        File.WriteAllBytes(path, [8, 8, .. Field(7, graph)]);
        return path;

        static byte[] Field(int number, byte[] content) => [(byte)((8 * number) + 2), .. content.Length < 128 ? [(byte)content.Length] : new[] { (byte)(content.Length | 128), (byte)(content.Length >> 7) }, .. content];
        static byte[] Text(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Writes a network in the format that goes with the file's name, and returns the path.</summary>
    public static string Write(this Network network, string path)
    {
        using FileStream stream = File.Create(path);
        NetworkWriter.Write(network, stream, NetworkWriter.FormatOf(path));
        return path;
    }
}
