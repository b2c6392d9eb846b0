using SdpKit.Lipschitz.Data;
using SdpKit.Training.Randomness;

namespace SdpKit.Training.Tests;

public sealed class PaperExamplesTests
{
    /// <summary>As numpy.random.seed(s); numpy.random.random_sample() gives them.</summary>
    [Theory]
    [InlineData(0u, 0.5488135039273248, 0.7151893663724195)]
    [InlineData(42u, 0.3745401188473625, 0.9507143064099162)]
    public void Doubles_are_those_of_NumPy(uint seed, double first, double second)
    {
        var random = new MersenneTwister(seed);
        Assert.Equal(first, random.NextDouble());
        Assert.Equal(second, random.NextDouble());
    }

    /// <summary>As torch.manual_seed(2); torch.rand(5) prints them.</summary>
    [Fact]
    public void Singles_are_those_of_PyTorch()
    {
        var random = new MersenneTwister(2);
        Assert.Equal([0.6147, 0.3810, 0.6371, 0.4745, 0.7136], Enumerable.Range(0, 5).Select(_ => Math.Round(random.NextSingle(), 4)));
    }

    /// <summary>The C++ standard, [rand.predef]: the 10000th output of mt19937 with its default seed 5489.</summary>
    [Fact]
    public void Ten_thousandth_number_is_the_standard_one()
    {
        var random = new MersenneTwister(5489);
        uint value = 0;
        for (int i = 0; i < 10000; i++)
        {
            value = random.NextBits();
        }

        Assert.Equal(4123659995u, value);
    }

    [Fact]
    public void Shuffling_gives_each_order()
    {
        var random = new MersenneTwister(1);
        var orders = new Dictionary<string, int>();
        for (int i = 0; i < 6000; i++)
        {
            int[] numbers = [0, 1, 2];
            random.Shuffle(numbers);
            string order = string.Join(",", numbers);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(6, orders.Count);
        Assert.All(orders.Values, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void Three_classes_are_the_authors_points()
    {
        LabelledData data = PaperExamples.ThreeClasses();
        Assert.Equal(50, data.Count);
        Assert.Equal([0.04132664749496018, 0.6298095363702648], data.Point(0).ToArray());
        Assert.Equal([0.34520509513512954, 0.4664334168643094], data.Point(49).ToArray());
        Assert.Equal([22, 16, 12], Enumerable.Range(0, 3).Select(label => data.Labels.Count(other => other == label)));
    }

    [Fact]
    public void Curves_are_those_of_the_first_version()
    {
        TrainingSet sine = PaperExamples.Sine();
        Assert.Equal((100, 1, 1), (sine.Count, sine.PointSize, sine.TargetSize));
        Assert.Equal(10.0, sine.Point(99)[0]);
        Assert.Equal(0.6147, sine.Target(0)[0], 1e-4);
        Assert.All(Enumerable.Range(0, 100), k => Assert.InRange(sine.Target(k)[0] - Math.Sin(sine.Point(k)[0]), 0.0, 1.0));
        TrainingSet steps = PaperExamples.Steps();
        Assert.Equal([10, 11, 12, 13, 14, .. Enumerable.Range(70, 10)], Enumerable.Range(0, 100).Where(k => steps.Target(k)[0] == 1.0));
        Assert.Equal(15.0, steps.Targets.Sum());
    }
}
