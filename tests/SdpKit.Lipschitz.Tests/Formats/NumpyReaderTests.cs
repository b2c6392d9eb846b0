using System.IO.Compression;
using System.Text;
using SdpKit.Formats;
using SdpKit.Lipschitz.Formats;

namespace SdpKit.Lipschitz.Tests.Formats;

public class NumpyReaderTests
{
    private static NetworkFile Read(byte[] file, NetworkReaderOptions? options = null) => NetworkReader.Read(new MemoryStream(file), "n.npz", options);

    private static string Refused(byte[] file) => Assert.Throws<ProblemFormatException>(() => Read(file)).Message;

    /// <summary>Packs arrays.</summary>
    internal static byte[] Npz(params (string Name, byte[] Array)[] arrays)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] array) in arrays)
            {
                using Stream content = archive.CreateEntry(name).Open();
                content.Write(array);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Npy(string type, string shape, byte[] data, bool fortran = false, byte version = 1)
    {
        byte[] header = Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}\n");
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)header.Length) : BitConverter.GetBytes(header.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. header, .. data];
    }

    private static byte[] Doubles(string shape, params double[] values) => Npy("<f8", shape, [.. values.SelectMany(BitConverter.GetBytes)]);

    [Fact]
    public void Number_types_orders_and_versions_give_the_same_matrix()
    {
        byte[][] files =
        [
            Doubles("(2, 3)", 1, 2, 3, 4, 5, 6),
            Npy("<f4", "(2, 3)", [.. new float[] { 1, 2, 3, 4, 5, 6 }.SelectMany(BitConverter.GetBytes)], version: 2),
            Npy("<f2", "(2, 3)", [.. new[] { 1, 2, 3, 4, 5, 6 }.SelectMany(value => BitConverter.GetBytes((Half)value))]),
            Npy("<f8", "(2, 3)", [.. new double[] { 1, 4, 2, 5, 3, 6 }.SelectMany(BitConverter.GetBytes)], fortran: true, version: 3),
            Npy("|i1", "(2, 3)", [1, 2, 3, 4, 5, 6]),
            Npy("<i8", "(2, 3)", [.. new long[] { 1, 2, 3, 4, 5, 6 }.SelectMany(BitConverter.GetBytes)]),
        ];
        Assert.All(files, file => Assert.Equal<double>([1, 2, 3, 4, 5, 6], Assert.Single(Read(file).Network.Layers).Weights));
    }

    [Theory]
    [InlineData("w1", "w2", "b1")]
    [InlineData("W0", "W1", "b0")]
    [InlineData("weight_9", "weight_10", "bias_9")]
    [InlineData("fc1.weight", "fc2.weight", "fc1.bias")]
    [InlineData("layers/0/w", "layers/1/w", "layers/0/b")]
    [InlineData("arr_0", "arr_2", "arr_1")]
    public void Layers_are_found_by_their_names(string first, string second, string bias)
    {
        NetworkFile file = Read(Npz((second + ".npy", Doubles("(1, 2)", 5, 6)), (bias + ".npy", Doubles("(2,)", 7, 8)), (first + ".npy", Doubles("(2, 2)", 1, 2, 3, 4))));
        Assert.Equal<double>([1, 2, 3, 4], file.Network.Layers[0].Weights);
        Assert.Equal<double>([7, 8], file.Network.Layers[0].Bias);
        Assert.Equal<double>([5, 6], file.Network.Layers[1].Weights);
        Assert.Empty(file.Network.Layers[1].Bias);
    }

    [Fact]
    public void Kernels_of_Keras_have_a_column_per_neuron()
    {
        NetworkFile file = Read(Npz(("dense/kernel:0.npy", Doubles("(2, 2)", 1, 2, 3, 4)), ("dense/bias:0.npy", Doubles("(2,)", 7, 8))));
        Assert.Equal<double>([1, 3, 2, 4], file.Network.Layers[0].Weights);
        Assert.Equal<double>([7, 8], file.Network.Layers[0].Bias);
    }

    [Fact]
    public void Names_without_numbers_are_ordered_by_sizes_where_only_one_order_fits()
    {
        NetworkFile file = Read(Npz(("out.weight.npy", Doubles("(4, 2)", 1, 2, 3, 4, 5, 6, 7, 8)), ("in.weight.npy", Doubles("(3, 1)", 1, 2, 3)), ("middle.weight.npy", Doubles("(2, 3)", 1, 2, 3, 4, 5, 6))));
        Assert.Equal([1, 3, 2, 4], file.Network.Sizes.ToArray());
        Assert.Contains("Layers are in the one order in which their sizes fit: in, middle, out.", file.Notes);
        Assert.Equal("assuming relu between the layers, with layers in the order in, middle, out, with weights as outputs x inputs", string.Join(", ", file.Network.Assumptions));
        Assert.Contains("allow several orders of the layers 'a', 'b'", Refused(Npz(("b.weight.npy", Doubles("(1, 1)", 1)), ("a.weight.npy", Doubles("(1, 1)", 2)))), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_network_is_refused_by_name()
    {
        Assert.Contains("array 'w1': found numbers of the type '>f8'; expected little-endian", Refused(Npz(("w1.npy", Npy(">f8", "(1, 1)", new byte[8])))), StringComparison.Ordinal);
        Assert.Contains("array 'w1': found 8 bytes of Float64 for the shape [1000000, 1000000]", Refused(Npz(("w1.npy", Npy("<f8", "(1000000, 1000000)", new byte[8])))), StringComparison.Ordinal);
        Assert.Contains("array 'weights': found numbers of the type '|O'", Refused(Npz(("weights.npy", Npy("|O", "(2,)", new byte[9])))), StringComparison.Ordinal);
        Assert.Contains("array 'w1': found the shape [2]; expected the matrix", Refused(Npz(("w1.npy", Doubles("(2,)", 1, 2)))), StringComparison.Ordinal);
        Assert.Contains("array 'bn.running_mean': found an array [2] that is neither weight nor bias", Refused(Npz(("fc.weight.npy", Doubles("(2, 1)", 1, 2)), ("bn.running_mean.npy", Doubles("(2,)", 1, 2)))), StringComparison.Ordinal);
        Assert.Contains("found no arrays; expected the weights", Refused(Npz()), StringComparison.Ordinal);
        Assert.Contains("found a zip archive that is corrupt", Refused(Npz(("w1.npy", Doubles("(1, 1)", 1)))[..^30]), StringComparison.Ordinal);
    }

    [Fact]
    public void Arrays_that_do_not_have_their_checksum_are_refused()
    {
        // One bit of a weight, which no other check would notice: the array is stored, not deflated.
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream content = archive.CreateEntry("w1.npy", CompressionLevel.NoCompression).Open();
            content.Write(Doubles("(1, 2)", 1.5, 2.5));
        }

        byte[] file = stream.ToArray();
        Assert.Equal<double>([1.5, 2.5], Read(file).Network.Layers[0].Weights);
        int weight = file.AsSpan().IndexOf(BitConverter.GetBytes(1.5));
        file[weight] ^= 1;
        Assert.Equal("n.npz: array 'w1': found data that do not have the checksum of the archive; expected a file without damage", Refused(file));
        file[weight] ^= 1;
        Assert.Equal<double>([1.5, 2.5], Read(file).Network.Layers[0].Weights);
    }

    [Fact]
    public void Another_variable_is_named_in_the_notes() =>
        Assert.Equal(("Not part of the network: 'accuracy'.", "without 'accuracy'"), (Read(Noted).Notes.First(), Read(Noted).Network.Assumptions.Last()));

    [Fact]
    public void An_orientation_that_sizes_do_not_tell_is_an_assumption_unless_it_is_asked_for()
    {
        byte[] square = Npz(("w1.npy", Doubles("(2, 2)", 1, 2, 3, 4)));
        Assert.Equal("with weights as outputs x inputs", Assert.Single(Read(square).Network.Assumptions));
        Assert.Empty(NetworkReader.Read(new MemoryStream(square), "n.npz", new NetworkReaderOptions { Orientation = WeightOrientation.InputsByOutputs }).Network.Assumptions);
    }

    private static byte[] Noted => Npz(("w1.npy", Doubles("(1, 2)", 1, 2)), ("accuracy.npy", Doubles("()", 1)));
}
