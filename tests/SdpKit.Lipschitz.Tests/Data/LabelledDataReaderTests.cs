using System.Collections.Immutable;
using System.IO.Compression;
using SdpKit.Formats;
using SdpKit.Lipschitz.Data;
using SdpKit.Lipschitz.Tests.Formats;
using SdpKit.Tests;
using SdpKit.Tests.Formats;

namespace SdpKit.Lipschitz.Tests.Data;

public sealed class LabelledDataReaderTests : IDisposable
{
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 51, 255, 1, 2, 3];
    private static readonly byte[] ImageLabels = [0, 0, 8, 1, 0, 0, 0, 2, 7, 0];

    private readonly string _folder = Directory.CreateTempSubdirectory("sdpkit-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Csv_has_a_point_a_line_and_the_class_at_its_end()
    {
        LabelledData data = Read("# by hand\r\nx,y,class\r\n1, -2.5e-1,2\r\n\r\n3,4,0.0\r\n");
        Assert.Equal<double>([1.0, -0.25, 3.0, 4.0], data.Values);
        Assert.Equal<int>([2, 0], data.Labels);
        Assert.Empty(data.ClassNames);
        Assert.Equal<int>([2], data.PointShape);
        Assert.Equal<double>([3.0, 4.0], data.Point(1).ToArray());
    }

    [Fact]
    public void Names_of_classes_count_in_ordinal_order()
    {
        LabelledData data = Read("1,b\n2,\"a\"\n3,B\n4,b\n");
        Assert.Equal<string>(["B", "a", "b"], data.ClassNames);
        Assert.Equal<int>([2, 1, 0, 2], data.Labels);
    }

    [Theory]
    [InlineData("1,b\n2,c\n", 1, 2)]
    [InlineData("1, \"c\" \n2,a\n", 2, 0)]
    [InlineData("1,1\n2,0\n", 1, 0)]
    public void Classes_are_matched_to_names_whichever_a_file_has(string text, params int[] labels)
    {
        LabelledData data = Read(text, "a", "b", "c");
        Assert.Equal(labels, data.Labels);
        Assert.Equal<string>(["a", "b", "c"], data.ClassNames);
    }

    [Fact]
    public void Numbers_that_are_names_are_names()
    {
        Assert.Equal<int>([1, 1, 0], Read("1,7\n2,7\n3,-1\n", "-1", "7").Labels);
        Assert.Contains("found the class '1.0'", Assert.Throws<ProblemFormatException>(() => Read("1,1.0\n2,0\n", "1", "2")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,a\n2,d\n", ":2:3: found the class 'd'; expected one of those that the network was trained on: a, b, c")]
    [InlineData("1,a\n22,1\n", ":2:4: found the class '1'; expected one")]
    [InlineData("1,A\n", ":1:3: found the class 'A'")]
    [InlineData("1,0\n2,3\n", ":2:3: found the class '3'; expected one of those that the network was trained on: a, b, c, or a number from 0 to 2")]
    [InlineData("1,\n", ":1:3: found nothing; expected a class")]
    public void Unknown_class_is_refused_with_its_place(string text, string message) =>
        Assert.Contains(message, Assert.Throws<ProblemFormatException>(() => Read(text, "a", "b", "c")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1;2;0\n", ":1:1: found 1 values; expected some and a class")]
    [InlineData("1,2,0\n1,2,3,0\n", ":2:1: found 4 values; expected 2 and a class")]
    [InlineData("x,y,class\n1,0\n", ":2:1: found 2 values; expected 2 and a class")]
    [InlineData("1,2,0\n10,,0\n", ":2:4: found ''; expected a finite number")]
    [InlineData("1e999,2,0\n", ":1:1: found '1e999'")]
    [InlineData("# nothing\n", ": found no point")]
    public void Line_that_is_no_point_is_refused_with_its_place(string text, string message) =>
        Assert.Contains(message, Assert.Throws<ProblemFormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_have_pixels_from_0_to_1_and_labels_from_the_file_beside_them(bool compressed)
    {
        Write("t-images-idx3-ubyte", Images, compressed);
        Write("t-labels-idx1-ubyte", ImageLabels, compressed);
        LabelledData data = LabelledDataReader.ReadFile(Path.Combine(_folder, "t-images-idx3-ubyte"));
        Assert.Equal<double>([0.0, 0.2, 1.0, 1 / 255.0, 2 / 255.0, 3 / 255.0], data.Values);
        Assert.Equal<int>([7, 0], data.Labels);
        Assert.Equal<int>([1, 3], data.PointShape);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Each_of_5000_damaged_IDX_files_ends_in_points_or_a_one_line_error(bool areImages) => DamagedFiles.EndWell(
        random => BinaryMutator.Mutate(areImages ? Images : ImageLabels, random),
        file => Checked(IdxFile.Combine(IdxFile.Read(areImages ? file : Images, "images"), "images", IdxFile.Read(areImages ? ImageLabels : file, "labels"), "labels")));

    [Fact]
    public void Each_of_5000_damaged_csv_files_ends_in_points_or_a_one_line_error() => DamagedFiles.EndWell(
        random => FileMutator.Mutate("# by hand\nx,y,class\n1, -2.5e-1,2\n\n3,4,0.0\n5,6,1\n", random),
        file => Checked(CsvReader.Read(file, "points", [], default)));

    [Fact]
    public void Images_without_labels_are_refused()
    {
        Write("t-images-idx3-ubyte", Images, compressed: false);
        Write("other", Images, compressed: false);
        foreach (string name in new[] { "t-images-idx3-ubyte", "other" })
        {
            Assert.Contains(name, Assert.Throws<ProblemFormatException>(() => LabelledDataReader.ReadFile(Path.Combine(_folder, name))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Halving_takes_the_means_of_squares()
    {
        var data = new LabelledData([2, 4], [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0], [0]);
        LabelledData half = AveragePooling.Halve(data);
        Assert.Equal<double>([3.5, 5.5], half.Values);
        Assert.Equal<int>([1, 2], half.PointShape);
        Assert.False(AveragePooling.CanHalve(half));
        Assert.Throws<ArgumentException>(() => AveragePooling.Halve(half));
    }

    [Theory]
    [InlineData(3, true, "Point 1 has the label 3; expected a class, from 0 to 2.")]
    [InlineData(-1, false, "Point 1 has the label -1; expected a class, from 0 up.")]
    public void Label_that_is_no_class_is_refused_with_its_point(int label, bool hasNames, string message)
    {
        ImmutableArray<string> names = hasNames ? ["a", "b", "c"] : default;
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new LabelledData([1], [0.0, 0.0], [0, label], names)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new LabelledData([1], default, [0]));
    }

    [DataFact("mnist")]
    public void Digits_of_MNIST_have_their_published_statistics()
    {
        LabelledData data = LabelledDataReader.ReadFile(TestData.Path("mnist/t10k-images-idx3-ubyte.gz"));
        Assert.Equal(10000, data.Count);
        Assert.Equal<int>([28, 28], data.PointShape);
        Assert.Equal<int>([7, 2, 1, 0, 4], data.Labels[..5]);
        Assert.Equal(1135, data.Labels.Count(label => label == 1));

        // The mean of the test images that users of PyTorch know as 0.1325.
        Assert.Equal(0.1325, data.Values.Average(), 1e-4);
        Assert.Equal(data.Values.Average(), AveragePooling.Halve(data).Values.Average(), 1e-12);
    }

    [DataFact("digits")]
    public void Digits_of_optdigits_are_read()
    {
        LabelledData data = LabelledDataReader.ReadFile(TestData.Path("digits/optdigits.tes"));
        Assert.Equal((64, 1797), (data.PointSize, data.Count));
        Assert.Equal(Enumerable.Range(0, 10), data.Labels.Distinct().Order());
        Assert.Equal((0.0, 16.0), (data.Values.Min(), data.Values.Max()));
    }

    [DataFact("iris.csv")]
    public void Flowers_of_iris_are_read()
    {
        LabelledData data = LabelledDataReader.ReadFile(TestData.Path("iris.csv"));
        Assert.Equal((4, 150), (data.PointSize, data.Count));
        Assert.Equal<string>(["setosa", "versicolor", "virginica"], data.ClassNames);
        Assert.Equal(50, data.Labels.Count(label => label == 2));
    }

    private static Action Checked(LabelledData data) => () => Assert.Equal(data.Count * data.PointSize, data.Values.Length);

    private LabelledData Read(string text, params string[] names)
    {
        string path = Path.Combine(_folder, "points.csv");
        File.WriteAllText(path, text);
        return LabelledDataReader.ReadFile(path, [.. names]);
    }

    private void Write(string name, byte[] bytes, bool compressed)
    {
        using FileStream file = File.Create(Path.Combine(_folder, name));
        using Stream stream = compressed ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(bytes);
    }
}
