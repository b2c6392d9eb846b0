using SdpKit.Formats;

namespace SdpKit.Lipschitz.Formats.Onnx;

/// <summary>Opens the files in which ONNX models keep large tensors, in the folder of the model and below.</summary>
/// <param name="folder">The folder; null where the model did not come from a file.</param>
internal sealed class ExternalFiles(string? folder)
{
    /// <summary>Reads part of a file.</summary>
    /// <param name="location">Its path, relative to the model, as the model gives it.</param>
    /// <param name="offset">The first byte.</param>
    /// <param name="length">The number of bytes; null for all up to the end.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="ArgumentException">The model's reference is not one that can be followed; the message says why.</exception>
    public ReadOnlyMemory<byte> Read(string location, long offset, long? length)
    {
        if (folder is null)
        {
            throw new ArgumentException("found numbers in a file of their own; expected the model to be read by its path, so that the file can be found");
        }

        // A model must not make its reader open files elsewhere.
        if (location.Length == 0 || Path.IsPathRooted(location) || location.Split('/', '\\').Contains("..") || location.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("found numbers in a file outside the model's folder; expected one in it");
        }

        string path = Path.Combine(folder, location);
        if (!File.Exists(path))
        {
            throw new ArgumentException($"found no file {Quotation.Of(location)} beside the model; expected the numbers there");
        }

        using FileStream stream = File.OpenRead(path);
        long count = length ?? stream.Length - offset;
        if (offset < 0 || count < 0 || count > Array.MaxLength || offset > stream.Length - count)
        {
            throw new ArgumentException($"found {stream.Length} bytes in {Quotation.Of(location)}; expected {count} from byte {offset} on");
        }

        var bytes = new byte[count];
        stream.Position = offset;
        stream.ReadExactly(bytes);
        return bytes;
    }
}
