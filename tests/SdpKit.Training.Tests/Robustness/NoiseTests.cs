using SdpKit.Lipschitz.Data;
using SdpKit.Training.Robustness;

namespace SdpKit.Training.Tests.Robustness;

public sealed class NoiseTests
{
    private static readonly LabelledData Zero = new([4, 4], [.. new double[16 * 5000]], [.. new int[5000]]);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Gaussian_noise_has_the_moments_of_a_mean_of_normal_draws(int pooled)
    {
        const double Deviation = 0.3;
        double[] noise = [.. Noise.AddGaussian(Zero, Deviation, seed: 5, pooled).Values];
        double expected = Deviation / Math.Sqrt(pooled);
        Assert.Equal(0.0, noise.Average(), 5.0 * expected / Math.Sqrt(noise.Length));
        Assert.Equal(expected, Math.Sqrt(noise.Average(x => x * x)), 0.02 * expected);
        Assert.Equal(3.0, noise.Average(x => x * x * x * x) / Math.Pow(expected, 4.0), 0.1);
        Assert.Equal(0.0, noise.Chunk(2).Average(pair => pair[0] * pair[1]) / (expected * expected), 0.03);
    }

    [Fact]
    public void Uniform_noise_has_the_range_and_the_moments_of_a_uniform_draw()
    {
        double[] noise = [.. Noise.AddUniform(Zero, 2.0, seed: 5).Values];
        Assert.All(noise, x => Assert.InRange(x, -1.0, 1.0));
        Assert.Equal(0.0, noise.Average(), 0.01);
        Assert.Equal(1.0 / 3.0, noise.Average(x => x * x), 0.01);
    }

    /// <summary>Pooling is linear: the noise that images have after pooling is the mean of what their pixels had.</summary>
    [Fact]
    public void Pooled_noise_is_distributed_as_pooled_pixels()
    {
        double[] before = [.. AveragePooling.Halve(Noise.AddUniform(Zero, 2.0, seed: 1)).Values];
        double[] after = [.. Noise.AddUniform(AveragePooling.Halve(Zero), 2.0, seed: 2, pooled: 4).Values];
        foreach (double power in new[] { 2.0, 4.0 })
        {
            double expected = before.Average(x => Math.Pow(x, power));
            Assert.Equal(expected, after.Average(x => Math.Pow(x, power)), 0.05 * expected);
        }
    }

    [Fact]
    public void One_seed_gives_one_draw_scaled_by_the_level()
    {
        LabelledData points = PaperExamples.ThreeClasses();
        double[] single = [.. Noise.AddGaussian(points, 0.25, seed: 9).Values.Zip(points.Values, (x, y) => x - y)];
        double[] twice = [.. Noise.AddGaussian(points, 0.5, seed: 9).Values.Zip(points.Values, (x, y) => x - y)];
        Assert.All(single.Zip(twice), pair => Assert.Equal(2.0 * pair.First, pair.Second, 1e-12));
        Assert.Equal(points.Values.AsEnumerable(), Noise.AddUniform(points, 0.0).Values.AsEnumerable());
        Assert.NotEqual(Noise.AddUniform(points, 1.0, seed: 1).Values.AsEnumerable(), Noise.AddUniform(points, 1.0, seed: 2).Values.AsEnumerable());
        Assert.Equal(points.Labels.AsEnumerable(), Noise.AddUniform(points, 1.0).Labels.AsEnumerable());
    }

    [Theory]
    [InlineData(-0.1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(0.1, 0)]
    public void Levels_that_are_none_are_misuse(double level, int pooled)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Noise.AddGaussian(Zero, level, 0, pooled));
        Assert.Throws<ArgumentOutOfRangeException>(() => Noise.AddUniform(Zero, level, 0, pooled));
    }
}
