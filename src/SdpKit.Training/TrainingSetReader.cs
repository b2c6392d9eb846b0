using System.Collections.Immutable;
using System.Text;
using SdpKit.Formats;
using SdpKit.Lipschitz.Data;

namespace SdpKit.Training;

/// <summary>
/// Reads points with the values that a network is to learn from csv files, plain or compressed by gzip: one point a line, the values to learn after those of the point, separated by commas. Empty
/// lines and lines that begin with # are skipped, and a first line of headings. Stateless and thread-safe; points with classes are read by <see cref="LabelledDataReader"/>.
/// </summary>
public static class TrainingSetReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="targetSize">The number of values to learn of each point, positive.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="targetSize"/> is not positive.</exception>
    /// <exception cref="ProblemFormatException">The content is something else; the message gives the line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TrainingSet ReadValues(string path, int targetSize, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetSize);
        var points = ImmutableArray.CreateBuilder<double>();
        var targets = ImmutableArray.CreateBuilder<double>();
        using FileStream stream = File.OpenRead(path);
        using Stream content = InputStart.Decompress(stream, path);
        using var reader = new StreamReader(content, Encoding.UTF8);
        foreach (CsvLine line in CsvLine.ReadAll(reader, path, targetSize, targetSize == 1 ? "a value to learn" : $"{targetSize} values to learn", cancellationToken))
        {
            line.AddNumbers(..^targetSize, points);
            line.AddNumbers(^targetSize.., targets);
        }

        return new TrainingSet(points.Count / (targets.Count / targetSize), points.DrainToImmutable(), targetSize, targets.DrainToImmutable());
    }

    /// <summary>Counts the values of a line, by the first one that holds a point: it tells whether values or a class stand at the end.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The number of values; 0 for a file that is no text, such as IDX images.</returns>
    /// <exception cref="ProblemFormatException">There is no point.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static int CountColumns(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using FileStream stream = File.OpenRead(path);
        using Stream content = InputStart.Decompress(stream, path);
        using var reader = new StreamReader(content, Encoding.UTF8);
        return reader.Peek() == 0 ? 0 : CsvLine.ReadAll(reader, path, 0, "values", CancellationToken.None).First().Fields.Length;
    }
}
