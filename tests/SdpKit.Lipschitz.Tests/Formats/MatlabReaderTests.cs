using SdpKit.Formats;
using SdpKit.Lipschitz.Formats;
using SdpKit.Tests.Formats;

namespace SdpKit.Lipschitz.Tests.Formats;

public class MatlabReaderTests
{
    private static NetworkFile Read(byte[] file, NetworkReaderOptions? options = null) => NetworkReader.Read(new MemoryStream(file), "n.mat", options);

    private static string Refused(params byte[][] elements) => Assert.Throws<ProblemFormatException>(() => Read(MatFile.Of(elements))).Message;

    private static byte[] First(string name = "") => MatFile.Doubles(name, 3, 2, 1, 3, 5, 2, 4, 6);

    private static byte[] Second(string name = "") => MatFile.Doubles(name, 1, 3, 7, 8, 9);

    [Fact]
    public void Columns_become_rows_in_a_cell_array()
    {
        NetworkFile file = Read(MatFile.Of(MatFile.Cells("weights", First(), Second()), MatFile.Cells("bias", MatFile.Doubles("", 1, 3, 1, 2, 3), MatFile.Doubles("", 1, 1, 4))));
        Assert.Equal<double>([1, 2, 3, 4, 5, 6], file.Network.Layers[0].Weights);
        Assert.Equal<double>([7, 8, 9], file.Network.Layers[1].Weights);
        Assert.Equal<double>([1, 2, 3], file.Network.Layers[0].Bias);
        Assert.Equal<double>([4], file.Network.Layers[1].Bias);
    }

    [Fact]
    public void Compressed_variables_and_stored_integers_are_the_same_numbers()
    {
        byte[] first = MatFile.Array(6, "", [3, 2], MatFile.Element(1, 1, 3, 5, 2, 4, 6));
        byte[] second = MatFile.Array(7, "", [1, 3], MatFile.Element(4, 7, 0, 8, 0, 9, 0));
        RandomNetwork.AssertSame(Read(MatFile.Of(MatFile.Cells("weights", First(), Second()))).Network, Read(MatFile.Of(MatFile.Compressed(MatFile.Cells("weights", first, second)))).Network);
    }

    [Fact]
    public void Variables_stored_inputs_by_outputs_are_transposed()
    {
        NetworkFile file = Read(MatFile.Of(MatFile.Singles("fc2_weight", 3, 1, 7, 8, 9), MatFile.Singles("fc1_weight", 2, 3, 1, 2, 3, 4, 5, 6), MatFile.Singles("fc1_bias", 1, 3, 1, 1, 1)));
        Assert.Equal<double>([1, 2, 3, 4, 5, 6], file.Network.Layers[0].Weights);
        Assert.Contains(file.Notes, note => note.Contains("inputs x outputs, because only so the sizes fit", StringComparison.Ordinal));
    }

    [Fact]
    public void Square_weights_are_read_by_convention_or_by_the_option()
    {
        byte[] cells = MatFile.Of(MatFile.Cells("weights", MatFile.Doubles("", 2, 2, 1, 3, 2, 4)));
        Assert.Equal<double>([1, 2, 3, 4], Read(cells).Network.Layers[0].Weights);
        Assert.Equal<double>([1, 3, 2, 4], Read(cells, new NetworkReaderOptions { Orientation = WeightOrientation.InputsByOutputs }).Network.Layers[0].Weights);
        string message = Refused(MatFile.Doubles("fc1_weight", 2, 2, 1, 3, 2, 4));
        Assert.Equal(
            "n.mat: variable 'fc1_weight': found sizes that fit both with a row and with a column per neuron; the option --orientation outputs-by-inputs or inputs-by-outputs (WeightOrientation in the library) says which",
            message);
    }

    [Fact]
    public void A_struct_with_weights_is_found_among_other_variables()
    {
        NetworkFile file = Read(MatFile.Of(
            MatFile.Array(4, "comment", [1, 2], MatFile.Element(16, (byte)'h', (byte)'i')),
            MatFile.Struct("params", ["linear_1_weight", "linear_0_weight", "linear_0_bias"], Second(), First(), MatFile.Doubles("", 1, 3, 1, 2, 3))));
        Assert.Equal<double>([1, 2, 3, 4, 5, 6], file.Network.Layers[0].Weights);
        Assert.Equal<double>([1, 2, 3], file.Network.Layers[0].Bias);
        Assert.Contains("Not part of the network: 'comment'.", file.Notes);
    }

    [Fact]
    public void What_cannot_be_weights_is_refused_by_name()
    {
        Assert.Equal("n.mat: variable 'weights{2}': found nothing; expected a matrix of numbers", Refused(MatFile.Cells("weights", First(), MatFile.Element(14))));
        Assert.Equal("n.mat: variable 'weights{1}': found text; expected a matrix of numbers", Refused(MatFile.Cells("weights", MatFile.Array(4, "", [1, 1], MatFile.Element(16, 65)))));
        Assert.Equal("n.mat: variable 'w': found a sparse matrix; expected a full one, as full(...) makes", Refused(MatFile.Sparse("w", 1, [0, 1], [0], [1.0])));
        Assert.Contains("variable 'weights': found 2 weights and 1 biases", Refused(MatFile.Cells("weights", First(), Second()), MatFile.Cells("biases", First())), StringComparison.Ordinal);
        Assert.Contains("found only 'mean' [1, 3]; expected the weights of layers", Refused(Second("mean")), StringComparison.Ordinal);
        Assert.Contains("the layer 'weights{2}' takes 2 inputs but the one before has 3 neurons (nor does the other orientation fit)", Refused(MatFile.Cells("weights", First(), First())), StringComparison.Ordinal);
        Assert.Contains("weight of neuron 0 and input 1 is NaN", Refused(MatFile.Doubles("w1", 1, 2, 1, double.NaN)), StringComparison.Ordinal);
        Assert.Contains("variable 'w': found 8 bytes of Float64 for the shape [1000000, 1000000]", Refused(MatFile.Array(6, "w", [1000000, 1000000], MatFile.Element(9, new byte[8]))), StringComparison.Ordinal);
        Assert.Contains("found weights in the structs 'a' and 'b'", Refused(MatFile.Struct("a", ["w1"], First()), MatFile.Struct("b", ["w1"], First())), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_big_endian_machines_are_the_same_networks()
    {
        byte[][] files =
        [
            MatFile.Of(MatFile.Cells("weights", First(), MatFile.Singles("", 1, 3, 7, 8, 9)), MatFile.Cells("bias", MatFile.Array(7, "", [1, 3], MatFile.Element(4, 7, 0, 8, 0, 9, 0)), MatFile.Doubles("", 1, 1, 4))),
            MatFile.Of(MatFile.Compressed(MatFile.Struct("params", ["linear_1_weight", "linear_0_weight"], Second(), First()))),
        ];
        Assert.All(files, file => RandomNetwork.AssertSame(Read(file).Network, Read(BigEndianMatFile.Of(file)).Network));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Files_of_level_4_are_read_in_either_order_of_bytes(bool isBigEndian)
    {
        Network expected = Read(MatFile.Of(First("fc1_weight"), MatFile.Doubles("fc1_bias", 1, 3, 1, 2, 3), Second("fc2_weight"))).Network;
        for (int precision = 0; precision <= 5; precision++)
        {
            byte[] file = new Level4MatFile(isBigEndian).Text("comment", "a network").Full("fc1_weight", 3, 2, precision, 1, 3, 5, 2, 4, 6).Full("fc1_bias", 1, 3, 0, 1, 2, 3).Full("fc2_weight", 1, 3, precision, 7, 8, 9).Bytes;
            NetworkFile read = Read(file);
            RandomNetwork.AssertSame(expected, read.Network);
            Assert.Contains("Not part of the network: 'comment'.", read.Notes);
        }
    }

    [Fact]
    public void What_level_4_cannot_say_is_refused_by_name()
    {
        Assert.Equal("n.mat: variable 'w': found a sparse matrix; expected a full one, as full(...) makes", Of(new Level4MatFile(true).Sparse("w", (1, 2, 5), (2, 2, 0))));
        Assert.Equal("n.mat: variable 'w': found indices outside the matrix; expected a sparse matrix of 2 rows and 2 columns", Of(new Level4MatFile(false).Sparse("w", (1, 3, 5), (2, 2, 0))));
        Assert.Equal("n.mat: variable 'w': found -1 as a dimension of a sparse matrix; expected whole numbers", Of(new Level4MatFile(false).Sparse("w", (1, 3, 5), (-1, 2, 0))));
        Assert.Equal("n.mat: variable 'w': found complex numbers; expected real ones", Of(new Level4MatFile(false).Complex("w", 1, 2)));
        byte[] whole = new Level4MatFile(true).Full("w", 1, 2, 0, 1, 2).Bytes;
        Assert.Equal("n.mat: variable 'w': found 15 bytes for 1 x 2 numbers; expected 16", Assert.Throws<ProblemFormatException>(() => Read(whole[..^1])).Message);
        Assert.Equal("n.mat: found no header of a matrix behind 1 variables; expected one of a MAT file of level 4", Assert.Throws<ProblemFormatException>(() => Read([.. whole, 1, 2, 3])).Message);
        byte[] huge = [.. whole];
        new byte[] { 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff }.CopyTo(huge, 4);
        Assert.Equal("n.mat: variable 'w': found 16 bytes for 2147483647 x 2147483647 numbers; expected 36893488113059364872", Assert.Throws<ProblemFormatException>(() => Read(huge)).Message);
        byte[] vax = [.. new Level4MatFile(false).Full("w", 1, 1, 0, 1).Bytes];
        BitConverter.GetBytes(2000).CopyTo(vax, 0);
        Assert.Equal("n.mat: variable 'w': found numbers of a VAX or Cray computer; expected those of IEEE 754", Assert.Throws<ProblemFormatException>(() => Read(vax)).Message);

        static string Of(Level4MatFile file) => Assert.Throws<ProblemFormatException>(() => Read(file.Bytes)).Message;
    }

    [Fact]
    public void Newer_files_are_refused_with_the_line_that_converts_them()
    {
        byte[] file = MatFile.Of();
        file[125] = 2;
        Assert.Contains("version 7.3, which is HDF5; expected version 7, which this line writes: s = load('model.mat'); save(", Assert.Throws<ProblemFormatException>(() => Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_nested_without_end_are_refused()
    {
        byte[] nested = First();
        for (int depth = 0; depth < 100; depth++)
        {
            nested = MatFile.Cells("weights", nested);
        }

        Assert.Contains("nested deeper than", Refused(nested), StringComparison.Ordinal);
    }
}
