using System.Text;
using SdpKit.Formats;
using SdpKit.Lipschitz.Formats;

namespace SdpKit.Lipschitz.Tests.Formats;

public class SafetensorsReaderTests
{
    private static NetworkFile Read(byte[] file) => NetworkReader.Read(new MemoryStream(file), "n.safetensors");

    private static string Refused(byte[] file) => Assert.Throws<ProblemFormatException>(() => Read(file)).Message;

    internal static byte[] File(string header, params double[] data) => Bytes(header, [.. data.SelectMany(BitConverter.GetBytes)]);

    private static byte[] Bytes(string header, byte[] data) => [.. BitConverter.GetBytes((ulong)Encoding.UTF8.GetByteCount(header)), .. Encoding.UTF8.GetBytes(header), .. data];

    [Theory]
    [InlineData("F16", new byte[] { 0x00, 0x3c, 0x00, 0xc0 })]
    [InlineData("BF16", new byte[] { 0x80, 0x3f, 0x00, 0xc0 })]
    [InlineData("F32", new byte[] { 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0 })]
    [InlineData("F64", new byte[] { 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0xc0 })]
    public void Number_types_are_converted_exactly(string type, byte[] data)
    {
        string header = $"{{\"__metadata__\":{{\"format\":\"pt\"}},\"fc.weight\":{{\"dtype\":\"{type}\",\"shape\":[1,2],\"data_offsets\":[0,{data.Length}]}}}}";
        Assert.Equal<double>([1.0, -2.0], Assert.Single(Read(Bytes(header, data)).Network.Layers).Weights);
    }

    [Theory]
    [InlineData("in_proj_weight", "an attention layer")]
    [InlineData("0.self_attn.out_proj.weight", "an attention layer")]
    [InlineData("attention.q_proj.weight", "an attention layer")]
    [InlineData("lstm.weight_ih_l0", "a recurrent layer")]
    [InlineData("weight_hh_l0", "a recurrent layer")]
    [InlineData("mlp.gate_proj.weight", "a gated layer")]
    [InlineData("embed_tokens.weight", "an embedding")]
    [InlineData("block.shortcut.weight", "a branch")]
    public void Modules_that_are_no_chain_of_dense_layers_are_refused_by_name(string name, string kind)
    {
        string header = $"{{\"{name}\":{{\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8]}},\"fc.weight\":{{\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[8,16]}}}}";
        string message = Refused(File(header, 1.0, 2.0));
        Assert.Contains($"tensor '{name}'", message, StringComparison.Ordinal);
        Assert.Contains(kind, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fc.parametrizations.weight.original", "fc.parametrizations.weight.0._u", "fc.parametrizations.weight.0._v")]
    [InlineData("fc.weight_orig", "fc.weight_u", "fc.weight_v")]
    public void A_spectral_norm_is_resolved(string weight, string left, string right)
    {
        // u'Wv = 0.6 * (3 * 1 + 4 * 0) + 0.8 * (1 * 1 + 2 * 0) = 2.6.
        string header = $"{{\"{weight}\":{{\"dtype\":\"F64\",\"shape\":[2,2],\"data_offsets\":[0,32]}},\"{left}\":{{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[32,48]}},\"{right}\":{{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[48,64]}},\"fc.bias\":{{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[64,80]}}}}";
        NetworkFile file = Read(File(header, 3, 4, 1, 2, 0.6, 0.8, 1, 0, 5, 6));
        double norm = (0.6 * 3) + (0.8 * 1);
        Assert.Equal<double>([3 / norm, 4 / norm, 1 / norm, 2 / norm], file.Network.Layers[0].Weights);
        Assert.Equal<double>([5, 6], file.Network.Layers[0].Bias);
        Assert.Contains(file.Notes, note => note.StartsWith("The spectral_norm of layer fc was resolved", StringComparison.Ordinal));
        Assert.Contains($"'{left}'", Refused(File(header.Replace(left, "other", StringComparison.Ordinal), 3, 4, 1, 2, 0.6, 0.8, 1, 0, 5, 6)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"bn.running_var\"", "[2]", "[0,16]", "F64", "tensor 'bn.running_var': found an array [2] that is neither weight nor bias of a dense layer")]
    [InlineData("\"bn.weight\"", "[2]", "[0,16]", "F64", "tensor 'bn.weight': found the shape [2]; expected the matrix of a dense layer")]
    [InlineData("\"conv.weight\"", "[1,1,1,2]", "[0,16]", "F64", "tensor 'conv.weight': found the shape [1, 1, 1, 2]")]
    [InlineData("\"x.weight\"", "[1,2]", "[0,24]", "F64", "header:1:")]
    [InlineData("\"x.weight\"", "[1,2]", "[0,8]", "F64", "tensor 'x.weight': found 8 bytes of Float64 for the shape [1, 2]; expected 16 bytes")]
    [InlineData("\"x.weight\"", "[1,2]", "[8,0]", "F64", "found '0'; expected the offset behind the data, from 8 to 16")]
    [InlineData("\"x.weight\"", "[1,2147483647]", "[0,16]", "F64", "found 16 bytes of Float64 for the shape [1, 2147483647]")]
    [InlineData("\"x.weight\"", "[1,2]", "[0,16]", "F8_E4M3", "found 'F8_E4M3'; expected a number type such as F64")]
    [InlineData("\"fc.weight\"", "[1,2]", "[0,16]", "F64", "tensor 'fc.weight': found it again")]
    public void What_is_no_dense_layer_is_refused_by_name(string name, string shape, string offsets, string type, string message)
    {
        string header = $"{{\"fc.weight\":{{\"dtype\":\"F64\",\"shape\":[1,2],\"data_offsets\":[0,16]}},{name}:{{\"dtype\":\"{type}\",\"shape\":{shape},\"data_offsets\":{offsets}}}}}";
        string refused = Refused(File(header, 1, 2));
        Assert.StartsWith("n.safetensors: ", refused, StringComparison.Ordinal);
        Assert.Contains(message, refused, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_longer_than_the_file_is_refused() =>
        Assert.Contains("expected a safetensors header", Refused([0, 0, 0, 64, 0, 0, 0, 0, (byte)'{', (byte)'}']), StringComparison.Ordinal);
}
