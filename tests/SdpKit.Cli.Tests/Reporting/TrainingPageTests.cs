using System.Globalization;
using System.Xml.Linq;
using SdpKit.Cli.Reporting;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Data;
using SdpKit.Lipschitz.Robustness;
using SdpKit.Training;
using SdpKit.Training.Robustness;

namespace SdpKit.Cli.Tests.Reporting;

public class TrainingPageTests
{
    private static readonly LabelledData Points = PaperExamples.ThreeClasses(30);

    [Fact]
    public void Page_shows_all_that_is_known_of_classifiers_of_the_plane()
    {
        XDocument page = Page(new TrainingComparison("A & B", [Trained(1, "first"), Trained(2, "<second>")]) { Points = Points });
        Assert.Equal("A & B", page.Descendants("h1").Single().Value);
        Assert.Equal(["Training", "Decision regions", "Noise", "Attacks and proofs"], page.Descendants("h2").Select(element => element.Value));
        Assert.Equal(2 + 1 + 2 + 2, Pictures(page).Count());
        Assert.Contains(page.Descendants("td"), cell => cell.Value == "<second>");
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        TrainedNetwork bare = new() { Name = "bare", Network = Networks.Random(1, 3, 4, 2), Bound = null };
        Assert.Empty(Pictures(Page(new TrainingComparison("t", [bare]))));
        Assert.Empty(Pictures(Page(new TrainingComparison("t", [bare]) { Points = Points })));
        Assert.Equal(4 + 2, Pictures(Page(new TrainingComparison("t", [bare with { Evaluation = Evaluation(Networks.Random(1, 2, 4, 3), pooled: 4) }]))).Count());
    }

    [Fact]
    public void Functions_of_one_input_are_drawn_with_their_points()
    {
        TrainedNetwork method = new() { Name = "line", Network = new Network(new DenseLayer(1, 1, [2.0], [-1.0], Activation.Identity)), Bound = 2.0 };
        XDocument page = Page(new TrainingComparison("t", [method]) { Targets = PaperExamples.Sine() });
        Assert.Equal("Functions", page.Descendants("h2").Single().Value);
        Assert.Single(Pictures(page));
    }

    /// <summary>For f = (x_1, 0) the regions meet at x_1 = 0: half of the panel each, to the width of a sample's interpolation.</summary>
    [Fact]
    public void Regions_meet_where_outputs_are_equal()
    {
        var data = new LabelledData([2], [-1.0, -1.0, 1.0, 1.0], [1, 0]);
        TrainedNetwork method = new() { Name = "line", Network = new Network(new DenseLayer(2, 2, [1.0, 0.0, 0.0, 0.0], [], Activation.Identity)), Bound = 1.0 };
        XElement picture = XElement.Parse(DecisionRegionsPicture.Draw(new TrainingComparison("t", [method]) { Points = data })!);
        XElement panel = picture.Descendants().First(element => element.Name.LocalName == "rect" && element.Parent!.Name.LocalName == "clipPath");
        double Number(string name) => double.Parse(panel.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        double middle = Number("x") + (Number("width") / 2.0);
        string[] starts = [.. picture.Descendants().Where(element => element.Name.LocalName == "path").Select(element => element.Attribute("d")!.Value.Split(' ')[0])];
        Assert.Equal([string.Create(CultureInfo.InvariantCulture, $"M{middle:F1}"), string.Create(CultureInfo.InvariantCulture, $"M{Number("x"):F1}")], starts);
        double[] rings = [.. picture.Descendants().Where(element => element.Name.LocalName == "ellipse").Select(element => double.Parse(element.Attribute("rx")!.Value, CultureInfo.InvariantCulture))];
        Assert.Equal(2, rings.Length);
        Assert.All(rings, ring => Assert.Equal(Number("width") / (2.16 * Math.Sqrt(2.0)), ring, 0.1));
    }

    private static TrainedNetwork Trained(int seed, string name)
    {
        Network network = Networks.Random(seed, 2, 6, 3);
        return new TrainedNetwork
        {
            Name = name,
            Network = network,
            Bound = LipschitzCertifier.Certify(network).Bound,
            History = [new TrainingMoment(1.0, 0.5, null), new TrainingMoment(2.0, double.NaN, 3.0)],
            Evaluation = Evaluation(network),
        };
    }

    private static RobustnessEvaluation Evaluation(Network network, int pooled = 1) => RobustnessEvaluation.Of(
        network, Points, MarginBounds.Of(LipschitzCertifier.Certify(network).Certificate!), new RobustnessOptions { Pooled = pooled, AttackSteps = 1, Threads = 1 });

    private static XDocument Page(TrainingComparison comparison)
    {
        using var stream = new MemoryStream();
        TrainingPage.Write(comparison, stream);
        stream.Position = 0;
        XDocument page = XDocument.Load(stream);
        Assert.DoesNotContain("NaN", page.ToString(), StringComparison.Ordinal);
        return page;
    }

    private static IEnumerable<XElement> Pictures(XDocument page) => page.Descendants().Where(element => element.Name.LocalName == "svg");
}
