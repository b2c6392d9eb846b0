using System.Text;
using SdpKit.Formats;
using SdpKit.Lipschitz.Formats;

namespace SdpKit.Lipschitz.Tests.Formats;

public class NNetReaderTests
{
    /// <summary>Two inputs, three neurons, one output; inputs are normalised by means (1, 2) and ranges (2, 4), the output by mean 10 and range 5.</summary>
    internal const string Text = """
        // Neural Network File Format by Kyle Julian, Stanford 2016
        //
        2,2,1,3,
        2,3,1,
        0,
        -1.0,-1.0,
        1.0,1.0,
        1,2,10,
        2.0,4.0,5.0,
        1,2,
        3,4,
        5,6,
        0.5,
        -0.5,
        0,
        7,8,9e0,
        0.25,

        """;

    private static NetworkFile Read(string text) => NetworkReader.Read(new MemoryStream(Encoding.ASCII.GetBytes(text)), "n.nnet");

    [Fact]
    public void Normalisation_becomes_part_of_the_first_and_the_last_layer()
    {
        NetworkFile file = Read(Text);
        Assert.Equal([2, 3, 1], file.Network.Sizes.ToArray());
        Assert.Equal(Activation.Relu, file.Network.Layers[0].Activation);
        Assert.Equal(Activation.Identity, file.Network.Layers[1].Activation);
        Assert.Equal("The normalisation of inputs and outputs was folded into the first and the last layer.", Assert.Single(file.Notes));
        foreach ((double x, double y) in new[] { (0.0, 0.0), (1.0, -3.0), (4.0, 2.0) })
        {
            double u = (x - 1) / 2;
            double v = (y - 2) / 4;
            double output = (7 * Math.Max((1 * u) + (2 * v) + 0.5, 0)) + (8 * Math.Max((3 * u) + (4 * v) - 0.5, 0)) + (9 * Math.Max((5 * u) + (6 * v), 0)) + 0.25;
            Assert.Equal((output * 5) + 10, Assert.Single(file.Network.Evaluate([x, y])), 1e-12);
        }
    }

    [Theory]
    [InlineData("2,2,1,3,", "2,3,1,3,", "found layers from 2 inputs to 1 outputs; expected 3 and 1")]
    [InlineData("2,2,1,3,", "0,2,1,3,", "n.nnet:3:1: found '0'; expected the number of layers")]
    [InlineData("2.0,4.0,5.0,", "2.0,0,5.0,", "found a range that is 0")]
    [InlineData("3,4,", "3,x,", "n.nnet:11:3: found 'x'; expected a weight")]
    [InlineData("0.25,", "", "found the end of the file; expected a bias")]
    [InlineData("0.25,", "0.25,1", "found '1'; expected the end of the file")]
    [InlineData("2,3,1,", "2,2000000000,1,", "found the end of the file; expected a weight")]
    [InlineData("3,4,", "3,1e400,", "found '1e400'; expected a weight, at most 1.8e308")]
    public void A_malformed_file_is_refused_with_line_and_column(string part, string replacement, string message)
    {
        Assert.Contains(part, Text, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<ProblemFormatException>(() => Read(Text.Replace(part, replacement, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }
}
