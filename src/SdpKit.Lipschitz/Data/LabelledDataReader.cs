using System.Collections.Immutable;
using SdpKit.Formats;

namespace SdpKit.Lipschitz.Data;

/// <summary>
/// Reads points with their classes: csv, or images in the IDX format of MNIST with the labels in a file beside them; each plain or compressed by gzip, told apart by content. Stateless and thread-safe.
/// </summary>
public static class LabelledDataReader
{
    /// <summary>Reads points with their classes.</summary>
    /// <param name="path">
    /// A csv file, one point a line with the class as the last column; or a file of IDX images whose name has the word <c>images</c>, such as <c>t10k-images-idx3-ubyte.gz</c>, beside one with
    /// <c>labels</c> and <c>idx1</c> in the place of <c>images</c> and <c>idx3</c>.
    /// </param>
    /// <param name="classNames">
    /// The names of the network's classes, <see cref="Network.ClassNames"/>: the labels of the points are places in this list, whichever classes the file has. Where no name is a number, a file
    /// whose classes are all whole numbers has the places themselves. Empty where the network has no names: a file's own names are then numbered in their ordinal order, as without this.
    /// </param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The points; pixels lie between 0 and 1.</returns>
    /// <exception cref="ProblemFormatException">The content is neither, or a class is none of the names; the message gives the line.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static LabelledData ReadFile(string path, ImmutableArray<string> classNames = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        classNames = classNames.IsDefault ? [] : classNames;
        ReadOnlyMemory<byte> bytes = Bytes(path, cancellationToken);
        if (!IdxFile.IsIdx(bytes.Span))
        {
            return CsvReader.Read(bytes, path, classNames, cancellationToken);
        }

        string labels = LabelsPath(path);
        return IdxFile.Combine(IdxFile.Read(bytes, path), path, IdxFile.Read(Bytes(labels, cancellationToken), labels), labels);
    }

    private static ReadOnlyMemory<byte> Bytes(string path, CancellationToken cancellationToken)
    {
        using FileStream stream = File.OpenRead(path);
        using Stream content = InputStart.Decompress(stream, path);
        return InputBytes.ReadAll(content, path, stream.Length, cancellationToken);
    }

    private static string LabelsPath(string path)
    {
        string name = Path.GetFileName(path);
        string labels = name.Replace("images", "labels", StringComparison.Ordinal).Replace("idx3", "idx1", StringComparison.Ordinal);
        string found = Path.Combine(Path.GetDirectoryName(path) ?? "", labels);
        string expected = labels == name ? "a name as t10k-images-idx3-ubyte, and one beside it as t10k-labels-idx1-ubyte" : $"{labels} beside it";
        return labels != name && File.Exists(found) ? found : throw new ProblemFormatException(path, 0, 0, $"found images without a file of their labels; expected {expected}");
    }
}
