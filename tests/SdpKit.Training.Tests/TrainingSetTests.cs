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
