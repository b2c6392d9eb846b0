using SdpKit.Formats;
using SdpKit.Lipschitz.Formats;
using SdpKit.Lipschitz.Formats.Onnx;

namespace SdpKit.Lipschitz.Tests.Formats;

public sealed class OnnxExternalDataTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sdpkit");

    public void Dispose() => _folder.Delete(recursive: true);

    private NetworkFile Read(string location, string? offset = null, string? length = null)
    {
        ProtocolBufferSink tensor = OnnxModel.TensorOf("W", 11, 2, 1).Integer(14, 1).Message(13, Entry("location", location));
        _ = offset is null ? tensor : tensor.Message(13, Entry("offset", offset));
        _ = length is null ? tensor : tensor.Message(13, Entry("length", length));
        string path = Path.Combine(_folder.FullName, "n.onnx");
        File.WriteAllBytes(path, new OnnxModel(0, 2).Initializer(tensor).Node("MatMul", "y", ["x", "W"]).Bytes());
        File.WriteAllBytes(Path.Combine(_folder.FullName, "n.data"), [.. new double[] { 5, 6, 7, 8 }.SelectMany(BitConverter.GetBytes)]);
        return NetworkReader.ReadFile(path);
    }

    private static ProtocolBufferSink Entry(string key, string value) => new ProtocolBufferSink().Text(1, key).Text(2, value);

    [Fact]
    public void Numbers_are_read_from_the_file_beside_the_model()
    {
        Assert.Equal<double>([6, 7], Read("n.data", "8", "16").Network.Layers[0].Weights);
        Assert.Equal<double>([7, 8], Read("n.data", "16").Network.Layers[0].Weights);
    }

    [Theory]
    [InlineData("other.data", null, null, "found no file 'other.data' beside the model")]
    [InlineData("../n.data", null, null, "found numbers in a file outside the model's folder")]
    [InlineData("/etc/passwd", null, null, "found numbers in a file outside the model's folder")]
    [InlineData("", null, null, "found numbers in a file outside the model's folder")]
    [InlineData("n.data", "24", "16", "found 32 bytes in 'n.data'; expected 16 from byte 24 on")]
    [InlineData("n.data", "0", "9223372036854775807", "found 32 bytes in 'n.data'")]
    [InlineData("n.data", "x", null, "found 'x' as offset of the numbers; expected a whole number of bytes")]
    [InlineData("n.data", null, null, "found 32 bytes of Float64 for the shape [2, 1]; expected 16 bytes")]
    public void A_reference_that_cannot_be_followed_is_refused(string location, string? offset, string? length, string message) =>
        Assert.Contains("tensor 'W': " + message, Assert.Throws<ProblemFormatException>(() => Read(location, offset, length)).Message, StringComparison.Ordinal);
}
