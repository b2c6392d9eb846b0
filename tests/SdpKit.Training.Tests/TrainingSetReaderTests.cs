using SdpKit.Formats;

namespace SdpKit.Training.Tests;

public sealed class TrainingSetReaderTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("# by hand\r\nx,y,z\r\n1, -2.5e-1,2\r\n\r\n3,4,0.5\r\n")]
    [InlineData("1,-0.25,2\n3,4,\"0.5\"")]
    public void Values_to_learn_stand_at_the_end_of_a_line(string text)
    {
        File.WriteAllText(_path, text);
        Assert.Equal(3, TrainingSetReader.CountColumns(_path));
        TrainingSet one = TrainingSetReader.ReadValues(_path, 1);
        Assert.Equal<double>([1.0, -0.25, 3.0, 4.0], one.Points);
        Assert.Equal<double>([2.0, 0.5], one.Targets);
        TrainingSet two = TrainingSetReader.ReadValues(_path, 2);
        Assert.Equal((1, 2, 2), (two.PointSize, two.TargetSize, two.Count));
        Assert.Equal<double>([-0.25, 2.0, 4.0, 0.5], two.Targets);
    }

    [Theory]
    [InlineData("1,2\n", ":1:1: found 2 values; expected some and 2 values to learn")]
    [InlineData("1,2,0\n1,2\n", ":2:1: found 2 values; expected 1 and 2 values to learn, as before")]
    [InlineData("1,2,0\n10,20,inf\n", ":2:7: found 'inf'; expected a finite number")]
    [InlineData("# nothing\n", ": found no point")]
    public void Line_that_is_no_point_is_refused_with_its_place(string text, string message)
    {
        File.WriteAllText(_path, text);
        Assert.Contains(message, Assert.Throws<ProblemFormatException>(() => TrainingSetReader.ReadValues(_path, 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_have_no_columns()
    {
        File.WriteAllBytes(_path, [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 44, 10]);
        Assert.Equal(0, TrainingSetReader.CountColumns(_path));
    }

    [Fact]
    public void Reading_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() =>
        {
            File.WriteAllText(_path, "1,2\n");
            TrainingSetReader.ReadValues(_path, 1, new CancellationToken(canceled: true));
        });
}
