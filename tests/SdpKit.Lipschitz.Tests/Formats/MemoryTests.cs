using SdpKit.Lipschitz.Formats;

namespace SdpKit.Lipschitz.Tests.Formats;

public class MemoryTests
{
    [Theory]
    [InlineData(NetworkFormat.Json, true)]
    [InlineData(NetworkFormat.Json, false)]
    [InlineData(NetworkFormat.Safetensors, false)]
    [InlineData(NetworkFormat.Npz, false)]
    [InlineData(NetworkFormat.Onnx, true)]
    [InlineData(NetworkFormat.Onnx, false)]
    public void All_that_reading_takes_is_at_most_four_times_the_file(NetworkFormat format, bool isSingle)
    {
        var random = new Random(1);
        DenseLayer Layer(int inputs, int outputs) => new(outputs, inputs, [.. Enumerable.Range(0, inputs * outputs).Select(_ => isSingle ? (float)random.NextDouble() : random.NextDouble())], [], Activation.Relu);
        byte[] file = RandomNetwork.Written(new Network(Layer(400, 300), Layer(300, 200)), format);
        NetworkReader.Read(new MemoryStream(file));
        long before = GC.GetAllocatedBytesForCurrentThread();
        NetworkReader.Read(new MemoryStream(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, file.Length, (4L * file.Length) + 100_000);
    }
}
