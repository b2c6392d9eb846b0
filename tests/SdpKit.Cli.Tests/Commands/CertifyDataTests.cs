using System.IO.Compression;
using System.Text.Json;
using SdpKit.Cli.Tests.Benchmarking;
using SdpKit.Lipschitz;

namespace SdpKit.Cli.Tests.Commands;

/// <summary>Tests <c>certify --data</c>: certified radii of labelled points.</summary>
public sealed class CertifyDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Radii_are_margins_over_the_bounds()
    {
        // Margins 2.9, 1 and 0.9 of f = (x_1, x_2 / 10); the last point is of the other class.
        string data = _folder.Write("points.csv", "# a comment\nwidth,height,class\n3,1,0\n1,0,0\n\n1,1,1\n");
        JsonElement json = (await CertifyAsync(data)).Json().GetProperty("data");
        Assert.Equal(3, json.GetProperty("points").GetInt32());
        Assert.Equal(2, json.GetProperty("correct").GetInt32());
        Assert.Equal(1.0 / Math.Sqrt(2.0), json.GetProperty("medianRadius").GetDouble(), 1e-9);
        Assert.Equal("[0,0.02,0.05,0.1,0.2,0.5,1,2]", json.GetProperty("radii").GetRawText());
        Assert.Equal("[2,2,2,2,2,2,1,1]", json.GetProperty("certified").GetRawText());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("certifiedByPairs").ValueKind);

        json = (await CertifyAsync(data, "--pairs")).Json().GetProperty("data");
        Assert.Equal(1.0 / Math.Sqrt(1.01), json.GetProperty("medianRadius").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task Points_and_their_table_follow_the_bound_for_people()
    {
        string network = Networks.Linear.Write(_folder.File("network.json"));
        ToolRun run = await ToolRun.OfAsync("certify", network, "--data", _folder.Write("points.csv", "3,1,a\n1,20,b\n"));
        Assert.Contains("points              2, 2 of them classified rightly", run.Output, StringComparison.Ordinal);
        Assert.Contains("radius", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mean_and_deviation_normalise_the_points_as_the_network_wants_them()
    {
        // (x - 1) / 2 of (7, 3) is (3, 1): margin 2.9, in units of the input twice as far away.
        string data = _folder.Write("points.csv", "7,3,0\n");
        JsonElement json = (await CertifyAsync(data, "--input-mean", "1", "--input-std", "2")).Json().GetProperty("data");
        Assert.Equal(2.0 * 2.9 / Math.Sqrt(2.0), json.GetProperty("medianRadius").GetDouble(), 1e-9);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(1)]
    public async Task Images_are_read_with_their_labels_and_halved_to_fit(int inputs)
    {
        // Two images of 2 x 2 pixels, white and black, whose means are 1 and 0.
        WriteIdx("t-images-idx3-ubyte.gz", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 255, 255, 255, 255, 0, 0, 0, 0]);
        WriteIdx("t-labels-idx1-ubyte.gz", [0, 0, 8, 1, 0, 0, 0, 2, 0, 1]);
        double[] weights = [.. Enumerable.Repeat(1.0 / inputs, inputs), .. new double[inputs]];
        var network = new Network(new DenseLayer(2, inputs, [.. weights], [0.0, 0.25], Activation.Identity));
        ToolRun run = await ToolRun.OfAsync("certify", network.Write(_folder.File("network.json")), "--json", "--data", _folder.File("t-images-idx3-ubyte.gz"));
        JsonElement json = run.Json().GetProperty("data");
        Assert.Equal(2, json.GetProperty("correct").GetInt32());

        // The margins are 3/4 and 1/4, the bound 1 or 1/2.
        Assert.Equal(0.75 * Math.Sqrt(inputs) / Math.Sqrt(2.0), json.GetProperty("medianRadius").GetDouble(), 1e-9);
        Assert.Equal(inputs == 1, run.Error.Contains("halved", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1,2,3,0\n", "found points of 3 values; expected 2")]
    [InlineData("1,2,2\n", "found the class 2; expected classes from 0 to 1")]
    [InlineData("1,2,0\n1,0\n", ":2:1: found 2 values")]
    [InlineData("1,2,0\n1,x,0\n", ":2:3: found 'x'")]
    [InlineData("1,2,0\n1,NaN,0\n", ":2:3: found 'NaN'")]
    [InlineData("", "found no point")]
    [InlineData("a,b,class\n", "found no point")]
    public async Task Points_that_do_not_fit_are_refused_with_their_place(string text, string message)
    {
        string data = _folder.Write("points.csv", text);
        string line = (await CertifyAsync(data)).Refusal();
        Assert.Contains(data, line, StringComparison.Ordinal);
        Assert.Contains(message, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_without_labels_are_refused()
    {
        WriteIdx("t-images-idx3-ubyte.gz", [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 255, 255]);
        string path = _folder.File("t-images-idx3-ubyte.gz");
        Assert.Contains("t-labels-idx1-ubyte.gz", (await CertifyAsync(path)).Refusal(), StringComparison.Ordinal);
    }

    private async Task<ToolRun> CertifyAsync(string data, params string[] options) =>
        await ToolRun.OfAsync(["certify", Networks.Linear.Write(_folder.File("network.json")), "--quiet", "--json", "--data", data, .. options]);

    private void WriteIdx(string name, byte[] bytes)
    {
        using FileStream file = File.Create(_folder.File(name));
        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        gzip.Write(bytes);
    }
}
