using FsCheck.Xunit;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Tests;

namespace SdpKit.Training.Tests;

public sealed class TrainingSetTests
{
    [Property(MaxTest = 50)]
    public void Held_out_points_and_the_others_are_all_points(byte count, byte heldOut, uint seed)
    {
        int total = 2 + count;
        int held = 1 + (heldOut % (total - 1));
        var data = new TrainingSet(1, [.. Enumerable.Range(0, total).Select(k => (double)k)], 2, [.. Enumerable.Range(0, 2 * total).Select(k => 0.5 * k)]);
        (TrainingSet kept, TrainingSet heldPoints) = data.HoldOut(held, seed);
        Assert.Equal(held, heldPoints.Count);
        Assert.Equal(data.Points.ToArray(), (double[])[.. kept.Points.Concat(heldPoints.Points).Order()]);
        Assert.Equal((double[])[.. kept.Points.Order()], kept.Points.ToArray());
        foreach (TrainingSet part in (TrainingSet[])[kept, heldPoints])
        {
            Assert.Equal((double[])[.. part.Points.SelectMany(x => (double[])[x, x + 0.5])], part.Targets.ToArray());
        }

        Assert.Equal((double[])[.. kept.Points], data.HoldOut(held, seed).Kept.Points.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    public void All_points_or_none_cannot_be_held_out(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TrainingSet.OfClasses(PaperExamples.ThreeClasses(), 3).HoldOut(count, 0));

    /// <summary>The best constant is the mean, with the variance, or the logarithms of the frequencies, with their entropy; any other is worse.</summary>
    [Property(MaxTest = 50)]
    public void Constant_answer_has_the_variance_or_the_entropy(int seed)
    {
        var random = new Random(seed);
        double[] values = [.. Enumerable.Range(0, 12).Select(_ => random.NextDouble())];
        var regression = new TrainingSet(1, [.. values], 1, [.. values]);
        double mean = values.Average();
        Assert.Equal(values.Average(value => (value - mean) * (value - mean)), Loss.MeanSquare.OfConstant(regression), 1e-12);
        Assert.True(Loss.MeanSquare.Of(Constant(mean + 0.1), regression) > Loss.MeanSquare.OfConstant(regression));

        int first = random.Next(13);
        var classes = new TrainingSet(1, [.. values], 2, [.. values.SelectMany((_, k) => (double[])(k < first ? [1.0, 0.0] : [0.0, 1.0]))]);
        double share = first / 12.0;
        double Term(double p) => p == 0.0 ? 0.0 : -p * Math.Log(p);
        Assert.Equal(Term(share) + Term(1.0 - share), Loss.CrossEntropy.OfConstant(classes), 1e-12);
        Assert.True(Loss.CrossEntropy.Of(Constant(0.3, 0.1), classes) >= Loss.CrossEntropy.OfConstant(classes));
    }

    private static Network Constant(params double[] outputs) => new(new DenseLayer(outputs.Length, 1, [.. new double[outputs.Length]], [.. outputs], Activation.Identity));

    [Fact]
    public void Accuracy_and_loss_over_many_batches_are_those_of_single_points()
    {
        Network network = ReferenceNetworks.Random(2, Activation.Tanh, 2, 5, 3);
        TrainingSet data = TrainingSet.OfClasses(PaperExamples.ThreeClasses(2500), 3);
        double right = 0.0;
        double squares = 0.0;
        for (int k = 0; k < data.Count; k++)
        {
            double[] output = network.Evaluate(data.Point(k));
            ReadOnlySpan<double> target = data.Target(k);
            right += target[Array.IndexOf(output, output.Max())];
            for (int i = 0; i < output.Length; i++)
            {
                squares += (output[i] - target[i]) * (output[i] - target[i]);
            }
        }

        Assert.Equal(right / data.Count, Accuracy.OfTargets(network, data), 1e-15);
        Assert.Equal(Accuracy.Of(network, PaperExamples.ThreeClasses(2500)), Accuracy.OfTargets(network, data, threads: 2));
        Assert.Equal(squares / (3 * data.Count), Loss.MeanSquare.Of(network, data), 1e-12);
        Assert.Throws<ArgumentException>(() => Loss.MeanSquare.Of(network, PaperExamples.Sine()));
    }
}
