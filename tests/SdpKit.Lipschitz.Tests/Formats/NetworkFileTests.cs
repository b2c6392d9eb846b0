using SdpKit.Lipschitz.Formats;
using SdpKit.Tests;

namespace SdpKit.Lipschitz.Tests.Formats;

/// <summary>Networks that others published, in the files in which they did.</summary>
public class NetworkFileTests
{
    private static NetworkFile Read(string name, NetworkReaderOptions? options = null) => NetworkReader.ReadFile(TestData.Path("nets/" + name), options);

    private static string Sizes(NetworkFile file) => string.Join('-', file.Network.Sizes);

    [DataTheory("nets")]
    [InlineData("lipsdp/random_weights.mat", "2-10-30-20-2", 43.305574)]
    [InlineData("lipsdp/mnist_weights.mat", "784-50-10", 31.503507)]
    [InlineData("eclipse/lyr2n80test1.npz", "4-80-1", 0.874981266)]
    [InlineData("eclipse/lyr5n10.mat", "5-10-10-10-10-2", 21.027914)]
    [InlineData("mnist-deep/mnist_weights_five_layers_10.mat", "784-10-10-10-10-10-10", 9518.965)]
    [InlineData("mnist-deep/mnist_weights_more_layers.mat", "784-500-200-50-10", 4748.55)]
    public void A_published_file_gives_the_published_product_of_norms(string name, string sizes, double product)
    {
        NetworkFile file = Read(name);
        Assert.Equal(sizes, Sizes(file));
        Assert.Equal(product, SpectralNorms.Product(file.Network), product * 5e-7);
        Assert.Contains(file.Notes, note => note.StartsWith("Weights are read as outputs x inputs, because only so", StringComparison.Ordinal));
        Assert.Contains(file.Notes, note => note.Contains("relu was assumed", StringComparison.Ordinal));
    }

    [DataFact("nets")]
    public void Digits_networks_are_stored_transposed_and_their_statistics_are_named()
    {
        for (int seed = 0; seed < 5; seed++)
        {
            NetworkFile two = Read($"digits/fnn2_seed{seed}_weights.mat");
            NetworkFile three = Read($"digits/fnn3_seed{seed}_weights.mat");
            Assert.Equal("64-32-10", Sizes(two));
            Assert.Equal("64-32-32-10", Sizes(three));
            Assert.Contains(two.Notes, note => note.StartsWith("Weights are read as inputs x outputs, because only so", StringComparison.Ordinal));
            Assert.Contains(two.Notes, note => note == "Not part of the network: 'input_mean', 'input_scale'.");
        }

        // Row 9 of the published table is about the eighth output alone.
        Network network = Read("digits/fnn3_seed0_weights.mat").Network;
        DenseLayer last = network.Layers[^1];
        var eighth = new Network([.. network.Layers[..^1], new DenseLayer(1, last.InputSize, [.. last.Row(7)], [last.Bias[7]], Activation.Identity)]);
        Assert.Equal(14.694210, SpectralNorms.Product(eighth), 1e-6);
    }

    [DataTheory("nets")]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(17)]
    [InlineData(33)]
    [InlineData(65)]
    public void Layers_in_the_fields_of_a_struct_come_in_the_order_of_their_numbers(int layers)
    {
        NetworkFile file = Read($"chain/mlp_L{layers}_W16.mat");
        Assert.Equal($"784-{string.Join('-', Enumerable.Repeat(16, layers))}-10", Sizes(file));
        Assert.All(file.Network.Layers, layer => Assert.Equal(layer.OutputSize, layer.Bias.Length));
        Assert.Contains(file.Notes, note => note == "Not part of the network: 'metadata', 'history'.");
    }

    [DataFact("nets")]
    public void An_ONNX_graph_is_read_with_the_scalings_that_the_weights_alone_do_not_show()
    {
        Network weights = Read("formats/mlp_L3_W16.mat", new NetworkReaderOptions { Activation = Activation.LeakyRelu(0.01f) }).Network;
        NetworkFile file = Read("formats/mlp_L3_W16.onnx");
        Assert.Equal("784-16-16-16-10", Sizes(file));
        double[] factors = [2.0, 2.0, 2.0, 1.1f];
        for (int l = 0; l < 4; l++)
        {
            DenseLayer layer = file.Network.Layers[l];
            Assert.Equal(l < 3 ? Activation.LeakyRelu(0.01f) : Activation.Identity, layer.Activation);
            AssertScaled(weights.Layers[l].Weights.AsSpan(), layer.Weights.AsSpan(), factors[l]);
            AssertScaled(weights.Layers[l].Bias.AsSpan(), layer.Bias.AsSpan(), factors[l]);
        }

        Assert.Equal(8.8, SpectralNorms.Product(file.Network) / SpectralNorms.Product(weights), 1e-6);
    }

    [DataFact("nets")]
    public void The_bound_of_the_ONNX_graph_is_8_8_times_that_of_its_weights()
    {
        Network weights = Read("formats/mlp_L3_W16.mat", new NetworkReaderOptions { Activation = Activation.LeakyRelu(0.01f) }).Network;
        Assert.Equal(8.8, CheckedCertification.Bound(Read("formats/mlp_L3_W16.onnx").Network) / CheckedCertification.Bound(weights), 1e-5);
    }

    [DataFact("nets")]
    public void The_first_layer_of_an_ONNX_graph_is_divided_by_the_norm_that_the_graph_computes()
    {
        // The .mat holds what PyTorch made of the same parametrisation in single precision.
        double[] stored = [.. Read("formats/mlp_L3_W16.mat").Network.Layers[0].Weights];
        double[] computed = [.. Read("formats/mlp_L3_W16.onnx").Network.Layers[0].Weights];
        Assert.Equal(1.0, SpectralNorms.Of(computed, 16, 784) / SpectralNorms.Of(stored, 16, 784) / 2.0, 1e-6);
    }

    [DataFact("nets")]
    public void An_ONNX_model_without_its_data_file_is_refused()
    {
        using FileStream stream = File.OpenRead(TestData.Path("nets/formats/mlp_L3_W16.onnx"));
        string message = Assert.Throws<SdpKit.Formats.ProblemFormatException>(() => NetworkReader.Read(stream, "model.onnx")).Message;
        Assert.Equal("model.onnx: tensor 'net.1.linear.parametrizations.weight.ori...': found numbers in a file of their own; expected the model to be read by its path, so that the file can be found", message);
    }

    [DataFact("nets")]
    public void A_pickled_file_of_PyTorch_is_refused_with_the_line_that_converts_it()
    {
        string message = Assert.Throws<SdpKit.Formats.ProblemFormatException>(() => Read("formats/mlp_L3_W16.pt")).Message;
        Assert.Contains("safetensors, which this line writes: python -c \"import torch", message, StringComparison.Ordinal);
        Assert.Contains("mlp_L3_W16.pt'", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private static void AssertScaled(ReadOnlySpan<double> weights, ReadOnlySpan<double> scaled, double factor)
    {
        Assert.Equal(weights.Length, scaled.Length);
        double largest = 0.0;
        double error = 0.0;
        for (int k = 0; k < weights.Length; k++)
        {
            largest = Math.Max(largest, Math.Abs(factor * weights[k]));
            error = Math.Max(error, Math.Abs(scaled[k] - (factor * weights[k])));
        }

        Assert.InRange(error, 0.0, 1e-6 * largest);
    }
}
