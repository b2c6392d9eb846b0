using System.Text;
using SdpKit.Lipschitz.Formats;
using SdpKit.Tests.Formats;

namespace SdpKit.Lipschitz.Tests.Formats;

public class MutatedNetworkTests
{
    [Fact]
    public void Each_of_5000_damaged_MAT_files_ends_in_a_network_or_a_one_line_error()
    {
        byte[] first = MatFile.Doubles("", 3, 2, 1, 3, 5, 2, 4, 6);
        byte[] second = MatFile.Singles("", 1, 3, 7, 8, 9);
        byte[][] files =
        [
            MatFile.Of(MatFile.Cells("weights", first, second), MatFile.Cells("bias", MatFile.Doubles("", 1, 3, 1, 2, 3), MatFile.Doubles("", 1, 1, 4))),
            MatFile.Of(MatFile.Struct("params", ["linear_0_weight", "linear_1_weight"], first, second), MatFile.Doubles("mean", 1, 1, 1)),
            MatFile.Of(MatFile.Doubles("fc1_weight", 2, 3, 1, 2, 3, 4, 5, 6), MatFile.Doubles("fc2_weight", 3, 1, 7, 8, 9), MatFile.Doubles("fc1_bias", 1, 3, 1, 1, 1)),
        ];
        byte[] compressed = MatFile.Of(MatFile.Compressed(MatFile.Cells("weights", first, second)));
        EndWell(random => random.Next(4) == 0 ? BinaryMutator.Mutate(compressed, random)
            : random.Next(2) == 0 ? BinaryMutator.Mutate(files[random.Next(files.Length)], random)
            : MatFile.Of(MatFile.Compressed(BinaryMutator.Mutate(files[random.Next(files.Length)][128..], random))));
        byte[][] bigEndian = [.. files.Append(compressed).Select(BigEndianMatFile.Of)];
        EndWell(random => BinaryMutator.Mutate(bigEndian[random.Next(bigEndian.Length)], random));
    }

    [Fact]
    public void Each_of_5000_damaged_MAT_files_of_level_4_ends_in_a_network_or_a_one_line_error()
    {
        Level4MatFile Network(bool isBigEndian, int precision) => new Level4MatFile(isBigEndian).Full("fc1_weight", 2, 3, precision, 1, 2, 3, 4, 5, 6).Full("fc2_weight", 3, 1, precision, 7, 8, 9);
        byte[][] files =
        [
            Network(false, 0).Bytes, Network(true, 1).Bytes, Network(false, 2).Text("comment", "a network").Bytes, Network(true, 5).Full("fc1_bias", 1, 3, 3, 1, 1, 1).Bytes,
            Network(true, 0).Sparse("mean", (1, 2, 5), (2, 2, 0)).Bytes, Network(false, 4).Complex("scale", 1, 2).Bytes,
        ];
        EndWell(random => BinaryMutator.Mutate(files[random.Next(files.Length)], random));
    }

    [Fact]
    public void Each_of_5000_damaged_npz_files_ends_in_a_network_or_a_one_line_error()
    {
        byte[][] files = [.. Enumerable.Range(0, 5).Select(seed => RandomNetwork.Written(RandomNetwork.Of(seed), NetworkFormat.Npz)), RandomNetwork.Npy(2, 3)];

        // Damage to the archive shows in its checksums: half of the arrays are damaged before they are packed.
        EndWell(random => random.Next(2) == 0
            ? BinaryMutator.Mutate(files[random.Next(files.Length)], random)
            : NumpyReaderTests.Npz(("W0.npy", BinaryMutator.Mutate(RandomNetwork.Npy(3, 2), random)), ("W1.npy", RandomNetwork.Npy(1, 3))));
    }

    [Fact]
    public void Each_of_5000_damaged_safetensors_files_ends_in_a_network_or_a_one_line_error()
    {
        byte[][] files = [.. Enumerable.Range(0, 5).Select(seed => RandomNetwork.Written(RandomNetwork.Of(seed), NetworkFormat.Safetensors))];
        EndWell(random => BinaryMutator.Mutate(files[random.Next(files.Length)], random));
    }

    [Fact]
    public void Each_of_5000_damaged_ONNX_files_ends_in_a_network_or_a_one_line_error()
    {
        OnnxModel graph = new OnnxModel(0, 2, 1).Initializer("W0", [2, 2], 3, 4, 1, 2).Initializer("u", [2], 6, 8).Initializer("v", [2], 1, 0).Initializer("two", [], 2).Initializer("b", [2], 1, 1).Whole("rest", -1).Whole("zero", 0)
            .Node("Shape", "s", ["x"]).Node("Gather", "batch", ["s", "zero"]).Node("Concat", "target", ["batch", "rest"], OnnxModel.Integer("axis", 0)).Node("Reshape", "f", ["x", "target"])
            .Node("MatMul", "Wv", ["W0", "v"]).Node("MatMul", "sigma", ["u", "Wv"]).Node("Div", "W", ["W0", "sigma"]).Node("Gemm", "g", ["f", "W", "b"], OnnxModel.Integer("transB", 1))
            .Node("BatchNormalization", "n", ["g", "b", "b", "b", "u"]).Node("Mul", "m", ["n", "two"]).Node("LeakyRelu", "a", ["m"], OnnxModel.Number("alpha", 0.1f)).Node("MatMul", "y", ["a", "W"]);
        OnnxModel gelu = new OnnxModel(0, 2).Initializer("W", [2, 2], 3, 4, 1, 2).Initializer("root", [], Math.Sqrt(2)).Initializer("one", [], 1).Node("MatMul", "z", ["x", "W"])
            .Node("Div", "s", ["z", "root"]).Node("Erf", "e", ["s"]).Node("Add", "p", ["e", "one"]).Node("Mul", "a", ["z", "p"]).Node("MatMul", "y", ["a", "W"]);
        byte[][] files = [.. Enumerable.Range(0, 5).Select(seed => RandomNetwork.Written(RandomNetwork.Of(seed), NetworkFormat.Onnx)), graph.Bytes(), graph.Bytes(), graph.Bytes(), gelu.Bytes()];
        EndWell(random => BinaryMutator.Mutate(files[random.Next(files.Length)], random));
    }

    [Fact]
    public void Each_of_5000_damaged_nnet_files_ends_in_a_network_or_a_one_line_error() =>
        EndWell(random => FileMutator.Mutate(NNetReaderTests.Text, random));

    [Fact]
    public void Each_of_5000_damaged_JSON_files_ends_in_a_network_or_a_one_line_error()
    {
        string[] files = [.. Enumerable.Range(0, 5).Select(seed => Encoding.UTF8.GetString(RandomNetwork.Written(RandomNetwork.Of(seed).WithSlopes(new SlopeRange(-0.5, 2)), NetworkFormat.Json)))];
        EndWell(random => FileMutator.Mutate(files[random.Next(files.Length)], random));
    }

    private static void EndWell(Func<Random, byte[]> damage) => DamagedFiles.EndWell(damage, static file =>
    {
        Network network = NetworkReader.Read(new MemoryStream(file), "damaged").Network;
        return () => RandomNetwork.AssertSame(network, NetworkReader.Read(new MemoryStream(RandomNetwork.Written(network, NetworkFormat.Json))).Network);
    });
}
