using FsCheck.Xunit;
using SdpKit.Formats;
using SdpKit.Lipschitz.Formats;

namespace SdpKit.Lipschitz.Tests.Formats;

public class NetworkWriterTests
{
    private static NetworkFile Read(byte[] bytes, NetworkReaderOptions? options = null) => NetworkReader.Read(new MemoryStream(bytes), "network", options);

    [Property(MaxTest = 200)]
    public void JSON_gives_back_weights_activations_and_slopes_bit_by_bit(int seed)
    {
        Network network = RandomNetwork.Of(seed);
        network = seed % 2 == 0 ? network : network.WithSlopes(new SlopeRange(-0.1, 1.0 / 3.0));
        RandomNetwork.AssertSame(network, Read(RandomNetwork.Written(network, NetworkFormat.Json)).Network);
    }

    [Property(MaxTest = 200)]
    public void ONNX_gives_back_weights_and_activations_bit_by_bit(int seed)
    {
        Network network = RandomNetwork.Of(seed);
        RandomNetwork.AssertSame(network, Read(RandomNetwork.Written(network, NetworkFormat.Onnx)).Network);
    }

    [Property(MaxTest = 200)]
    public void Formats_of_arrays_give_back_weights_and_activations_bit_by_bit_unless_others_are_asked_for(int seed)
    {
        Network network = RandomNetwork.Of(seed);
        foreach (NetworkFormat format in new[] { NetworkFormat.Safetensors, NetworkFormat.Npz })
        {
            byte[] bytes = RandomNetwork.Written(network, format);
            NetworkFile file = Read(bytes);
            RandomNetwork.AssertSame(network, file.Network);
            Assert.Empty(file.Network.Assumptions);
            Network tanh = Read(bytes, new NetworkReaderOptions { Activation = Activation.Tanh }).Network;
            Assert.All(tanh.Layers[..^1], layer => Assert.Equal(Activation.Tanh, layer.Activation));
            Assert.Equal(Activation.Identity, tanh.Layers[^1].Activation);
            Assert.Equal(network.Layers.Length > 1 ? "assuming tanh between the layers" : "", string.Join(", ", tanh.Assumptions));
        }
    }

    [Theory]
    [InlineData(NetworkFormat.Json)]
    [InlineData(NetworkFormat.Onnx)]
    [InlineData(NetworkFormat.Safetensors)]
    [InlineData(NetworkFormat.Npz)]
    public void Every_format_keeps_class_names(NetworkFormat format)
    {
        Network network = new Network(new DenseLayer(3, 1, [1.0, 2.0, 3.0], [], Activation.Identity)).WithClassNames("a, \"b\"", "Ümläut\n花", "sdpkit-classes: [1]");
        Assert.Equal<string>(network.ClassNames, Read(RandomNetwork.Written(network, format)).Network.ClassNames);
        Assert.Empty(Read(RandomNetwork.Written(network.WithClassNames(), format)).Network.ClassNames);
    }

    [Fact]
    public void Class_names_that_do_not_fit_the_outputs_are_refused()
    {
        Network network = new Network(new DenseLayer(2, 1, [1.0, 2.0], [], Activation.Identity)).WithClassNames("first", "other");
        foreach (NetworkFormat format in new[] { NetworkFormat.Onnx, NetworkFormat.Safetensors, NetworkFormat.Npz })
        {
            byte[] bytes = RandomNetwork.Written(network, format);
            int place = bytes.AsSpan().IndexOf("other"u8);
            "first"u8.CopyTo(bytes.AsSpan(place));
            Assert.Contains("expected a list with a name for each of 2 outputs, all different", Assert.Throws<ProblemFormatException>(() => Read(bytes)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_ONNX_model_is_in_float32_where_that_is_exact()
    {
        DenseLayer Layer(double weight) => new(1, 100, [.. Enumerable.Repeat(weight, 100)], [], Activation.Identity);
        int single = RandomNetwork.Written(new Network(Layer(0.5)), NetworkFormat.Onnx).Length;
        int twice = RandomNetwork.Written(new Network(Layer(0.1)), NetworkFormat.Onnx).Length;
        Assert.InRange(twice - single, 400, 402);
    }

    [Theory]
    [InlineData("a.json", NetworkFormat.Json)]
    [InlineData("a.ONNX", NetworkFormat.Onnx)]
    [InlineData("dir.x/a.npz", NetworkFormat.Npz)]
    [InlineData("a.safetensors", NetworkFormat.Safetensors)]
    public void The_format_goes_with_the_name(string path, NetworkFormat format) => Assert.Equal(format, NetworkWriter.FormatOf(path));

    [Fact]
    public void Another_name_is_refused() =>
        Assert.Contains("not '.pt'", Assert.Throws<ArgumentException>(() => NetworkWriter.FormatOf("a.pt")).Message, StringComparison.Ordinal);
}
