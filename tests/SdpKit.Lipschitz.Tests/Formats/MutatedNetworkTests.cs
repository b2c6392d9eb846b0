using System.Diagnostics;
using System.Text;
using SdpKit.Formats;
using SdpKit.Lipschitz.Formats;
using SdpKit.Tests.Formats;

namespace SdpKit.Lipschitz.Tests.Formats;

public class MutatedNetworkTests
{
    private const int Count = 5000;

    /// <summary>What reading takes besides a multiple of the file: buffers and messages.</summary>
    private const long AllowedBytes = 500_000;

    private static readonly TimeSpan AllowedTime = TimeSpan.FromSeconds(2);

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
    }

    [Fact]
    public void Each_of_5000_damaged_npz_files_ends_in_a_network_or_a_one_line_error()
    {
        byte[][] files = [.. Enumerable.Range(0, 5).Select(seed => RandomNetwork.Written(RandomNetwork.Of(seed), NetworkFormat.Npz)), RandomNetwork.Npy(2, 3)];
        EndWell(random => BinaryMutator.Mutate(files[random.Next(files.Length)], random));
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
        byte[][] files = [.. Enumerable.Range(0, 5).Select(seed => RandomNetwork.Written(RandomNetwork.Of(seed), NetworkFormat.Onnx)), graph.Bytes(), graph.Bytes(), graph.Bytes()];
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

    private static void EndWell(Func<Random, byte[]> damage)
    {
        int refused = 0;
        for (int seed = 0; seed < Count; seed++)
        {
            byte[] file = damage(new Random(seed));
            long bytesBefore = GC.GetAllocatedBytesForCurrentThread();
            long bytesTaken = 0;
            long timeBefore = Stopwatch.GetTimestamp();
            try
            {
                Network network = NetworkReader.Read(new MemoryStream(file), "damaged").Network;
                bytesTaken = GC.GetAllocatedBytesForCurrentThread() - bytesBefore;
                RandomNetwork.AssertSame(network, NetworkReader.Read(new MemoryStream(RandomNetwork.Written(network, NetworkFormat.Json))).Network);
            }
            catch (ProblemFormatException exception)
            {
                refused++;
                bytesTaken = GC.GetAllocatedBytesForCurrentThread() - bytesBefore;
                Assert.Matches(@"\Adamaged: \P{C}+\z|\Adamaged:\d+:\d+: \P{C}+\z", exception.Message);
            }
            catch (Exception exception)
            {
                Assert.Fail($"Seed {seed} gave {exception}\nfor\n{Encoding.Latin1.GetString(file)}");
            }

            Assert.True(bytesTaken < AllowedBytes + (4 * file.Length), $"Seed {seed} took {bytesTaken} bytes.");
            Assert.True(Stopwatch.GetElapsedTime(timeBefore) < AllowedTime, $"Seed {seed} took {Stopwatch.GetElapsedTime(timeBefore)}.");
        }

        // Both ends are reached: the damage is neither harmless nor hopeless.
        Assert.InRange(refused, Count / 10, Count - (Count / 50));
    }
}
