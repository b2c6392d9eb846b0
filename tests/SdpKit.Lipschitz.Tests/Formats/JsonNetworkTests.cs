using System.Text;
using SdpKit.Formats;
using SdpKit.Lipschitz.Formats;

namespace SdpKit.Lipschitz.Tests.Formats;

public class JsonNetworkTests
{
    /// <summary>The example of docs/network-formats.md.</summary>
    private const string Example = """
        {
          "format": "sdpkit-network",
          "version": 1,
          "layers": [
            {
              "weights": [
                [1, 2],
                [1, -2]
              ],
              "bias": [0, 0.5],
              "activation": "leaky_relu(0.01)",
              "slopes": [[0, 1], [0.01, 1]]
            },
            {
              "weights": [
                [1, 1]
              ],
              "activation": "identity"
            }
          ]
        }

        """;

    private static NetworkFile Read(string text) => NetworkReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "n.json");

    [Fact]
    public void The_documented_example_means_what_its_parts_make()
    {
        var first = new DenseLayer(2, 2, [1, 2, 1, -2], [0, 0.5], Activation.LeakyRelu(0.01)).WithSlopes([new SlopeRange(0, 1), new SlopeRange(0.01, 1)]);
        var network = new Network(first, new DenseLayer(1, 2, [1, 1], [], Activation.Identity));
        NetworkFile file = Read(Example);
        RandomNetwork.AssertSame(network, file.Network);
        Assert.Empty(file.Notes);
        Assert.Equal(Example, Encoding.UTF8.GetString(RandomNetwork.Written(network, NetworkFormat.Json)));
    }

    [Fact]
    public void Class_names_are_kept_and_checked()
    {
        const string Classes = "  \"classes\": [\"Zwerg-\\u0022Iris\"]\n}";
        string text = Example.TrimEnd()[..^1].TrimEnd() + ",\n" + Classes + "\n";
        Network network = Read(text).Network;
        Assert.Equal<string>(["Zwerg-\"Iris"], network.ClassNames);
        Assert.Equal(text, Encoding.UTF8.GetString(RandomNetwork.Written(network, NetworkFormat.Json)));
        Assert.Equal<string>(network.ClassNames, network.WithInputScale(1.0, 2.0).WithSlopes(new SlopeRange(0, 1)).WithOwnSlopes().ClassNames);
        foreach (string wrong in (string[])["[]]", "[\"a\", \"b\"]", "[\" \"]", "[1]", "\"a\""])
        {
            Assert.Contains("n.json:", Assert.Throws<ProblemFormatException>(() => Read(text.Replace("[\"Zwerg-\\u0022Iris\"]", wrong, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>(() => network.WithClassNames("a", "a"));
    }

    [Fact]
    public void One_range_of_slopes_is_that_of_every_neuron() =>
        Assert.All(Read(Example.Replace("[[0, 1], [0.01, 1]]", "[-0.5, 1]", StringComparison.Ordinal)).Network.Layers[0].Slopes, slopes => Assert.Equal(new SlopeRange(-0.5, 1), slopes));

    [Theory]
    [InlineData("[1, -2]", "[1]", "n.json:8:11: found 1 weights; expected 2, as the first neuron of the layer has")]
    [InlineData("[1, 1]", "[1, 1, 1]", "Layer 1 takes 3 inputs, but layer 0 has 2 neurons.")]
    [InlineData("\"identity\"", "\"sine\"", "found 'sine'; expected an activation such as")]
    [InlineData("\"activation\": \"identity\"", "\"bias\": [1]", "found no property 'activation'")]
    [InlineData("[0, 0.5]", "[0]", "takes 2 biases or none, not 1")]
    [InlineData("[[0, 1], [0.01, 1]]", "[[0, 1]]", "takes 2 ranges of slopes, not 1")]
    [InlineData("[[0, 1], [0.01, 1]]", "[1, 0]", "[1, 0] are not a range")]
    [InlineData("[[0, 1], [0.01, 1]]", "[]", "expected a range [least, largest], or one for each neuron")]
    [InlineData("\"version\": 1", "\"version\": 2", "found '2'; expected a version that this program knows")]
    [InlineData("sdpkit-network", "sdpkit-problem", "found 'sdpkit-problem'; expected \"sdpkit-network\"")]
    [InlineData("\"bias\"", "\"biass\"", "the property 'biass' with the value '['; expected weights, bias, activation or slopes")]
    [InlineData("[1, 2]", "[1, 1e400]", "found '1e400'; expected a weight")]
    [InlineData("[1, 2]", "[1, NaN]", "not valid JSON")]
    [InlineData("[\n        [1, 1]\n      ]", "[]", "found no weights; expected at least one neuron")]
    public void A_malformed_file_is_refused_with_line_and_column(string part, string replacement, string message)
    {
        Assert.Contains(part, Example, StringComparison.Ordinal);
        string refused = Assert.Throws<ProblemFormatException>(() => Read(Example.Replace(part, replacement, StringComparison.Ordinal))).Message;
        Assert.Contains(message, refused, StringComparison.Ordinal);
        Assert.Matches(@"^n\.json:\d+:\d+: \P{C}+$", refused);
    }

    [Fact]
    public void An_empty_list_of_layers_is_refused() =>
        Assert.Contains("at least one layer", Assert.Throws<ProblemFormatException>(() => Read("{\"format\": \"sdpkit-network\", \"version\": 1, \"layers\": []}")).Message, StringComparison.Ordinal);
}
