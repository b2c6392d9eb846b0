using System.Xml.Linq;
using SdpKit.Cli.Benchmarking;

namespace SdpKit.Cli.Tests.Benchmarking;

public sealed class PerformanceProfileTests
{
    private static readonly double?[][] Times = [[1.0, 2.0], [4.0, 1.0], [3.0, null], [null, null]];

    [Fact]
    public void Fractions_follow_the_definition_of_Dolan_and_More()
    {
        var profiles = PerformanceProfile.Of(["a", "b"], Times);
        Assert.Equal([1.0, 1.0, 4.0], profiles[0].Ratios.AsEnumerable());
        Assert.Equal([1.0, 2.0], profiles[1].Ratios.AsEnumerable());
        Assert.Equal(0.5, profiles[0].FractionWithin(1.0));
        Assert.Equal(0.75, profiles[0].FractionWithin(4.0));
        Assert.Equal(0.25, profiles[1].FractionWithin(1.99));
        Assert.Equal(0.5, profiles[1].FractionWithin(1e9));
    }

    [Fact]
    public void The_picture_is_well_formed_and_names_every_solver()
    {
        string picture = PerformanceProfilePicture.Draw("A < B & C", PerformanceProfile.Of(["SdpKit", "csdp 6.2.0"], Times));
        XDocument document = XDocument.Parse(picture);
        string[] texts = [.. document.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];
        Assert.Contains("A < B & C", texts);
        Assert.Contains("SdpKit", texts);
        Assert.Contains("csdp 6.2.0", texts);
        Assert.DoesNotContain("NaN", picture, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_of_solvers_that_solved_nothing_can_be_drawn() =>
        XDocument.Parse(PerformanceProfilePicture.Draw("none", PerformanceProfile.Of(["a"], [[null]])));
}
