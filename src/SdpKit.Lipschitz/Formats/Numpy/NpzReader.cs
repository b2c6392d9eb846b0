using System.IO.Compression;
using SdpKit.Formats;
using SdpKit.Formats.Tensors;
using SdpKit.Lipschitz.Formats.Tensors;

namespace SdpKit.Lipschitz.Formats.Numpy;

/// <summary>Reads networks that numpy.save and numpy.savez wrote: a zip archive with one .npy file per array, or a single matrix.</summary>
internal static class NpzReader
{
    private const string Extension = ".npy";

    /// <summary>Reads a single matrix as a network of one layer.</summary>
    public static NetworkFile ReadNpy(ReadOnlyMemory<byte> bytes, string source, NetworkReaderOptions options) =>
        LayerAssembly.Build([[new LayerArrays("w", NpyArray.Read(bytes, source, "w"), null)]], WeightOrientation.OutputsByInputs, options, new FileFindings());

    /// <exception cref="ProblemFormatException">The archive is corrupt, or holds no network.</exception>
    public static NetworkFile Read(ArraySegment<byte> bytes, string source, NetworkReaderOptions options, CancellationToken cancellationToken)
    {
        var arrays = new List<StoredTensor>();
        FileFindings findings;
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false));
            RefuseOthers(archive, source);
            findings = new FileFindings { Activations = Remark(archive, ActivationNames.Key), ClassNames = Remark(archive, ClassNameText.Key) };
            foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.FullName.EndsWith(Extension, StringComparison.Ordinal)))
            {
                arrays.Add(NpyArray.Read(Content(entry, source, cancellationToken), source, entry.FullName[..^Extension.Length]));
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException)
        {
            throw new ProblemFormatException(source, 0, 0, "found a zip archive that is corrupt or cut off; expected a whole .npz file");
        }

        LayerArrays[][] groups = LayerNames.Group(source, arrays, findings);
        return LayerAssembly.Build(groups, LayerNames.Convention(groups), options, findings);
    }

    /// <summary>Gets what the comment of the archive says of something; null where it does not.</summary>
    private static string? Remark(ZipArchive archive, string key) =>
        archive.Comment.Split('\n').FirstOrDefault(line => line.StartsWith($"{key}: ", StringComparison.Ordinal))?[(key.Length + 2)..];

    /// <summary>Unpacks a member and checks it: weights that were damaged are numbers, too.</summary>
    private static ArraySegment<byte> Content(ZipArchiveEntry entry, string source, CancellationToken cancellationToken)
    {
        using Stream content = entry.Open();
        ArraySegment<byte> bytes = InputBytes.ReadAll(content, source, Math.Min(entry.Length, 2 * entry.CompressedLength), cancellationToken);
        return CyclicRedundancyCheck.Of(bytes) == entry.Crc32
            ? bytes
            : throw new ProblemFormatException(source, 0, 0, $"array {Quotation.Of(entry.FullName[..^Extension.Length])}: found data that do not have the checksum of the archive; expected a file without damage");
    }

    private static void RefuseOthers(ZipArchive archive, string source)
    {
        if (archive.Entries.Any(entry => entry.Name == "data.pkl"))
        {
            throw ForeignFormat.Torch(source);
        }

        if (archive.Entries.Any(entry => entry.Name.EndsWith(".weights.h5", StringComparison.Ordinal)))
        {
            throw ForeignFormat.Keras(source);
        }
    }
}
