using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using SdpKit.Lipschitz.Formats.Tensors;

namespace SdpKit.Lipschitz.Formats.Numpy;

/// <summary>Writes weights and biases as numpy.savez does, and activations and class names as the comment of the archive, which NumPy does not look at.</summary>
internal static class NpzWriter
{
    /// <summary>The earliest time that a zip archive holds, so that the same network gives the same bytes.</summary>
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What the comment of an archive has room for.</summary>
    private const int LongestComment = ushort.MaxValue;

    public static void Write(Network network, Stream stream, CancellationToken cancellationToken)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true) { Comment = Comment(network) };
        for (int l = 0; l < network.Layers.Length; l++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            DenseLayer layer = network.Layers[l];
            WriteArray(archive, FormattableString.Invariant($"W{l}.npy"), $"({layer.OutputSize}, {layer.InputSize})", layer.Weights);
            if (!layer.Bias.IsEmpty)
            {
                WriteArray(archive, FormattableString.Invariant($"b{l}.npy"), $"({layer.OutputSize},)", layer.Bias);
            }
        }
    }

    /// <summary>Makes a line for the activations, and one for the class names where there are any and they fit.</summary>
    private static string Comment(Network network)
    {
        string activations = $"{ActivationNames.Key}: {ActivationNames.Of(network)}";
        return ClassNameText.Of(network) is { } names && $"{activations}\n{ClassNameText.Key}: {names}" is { Length: <= LongestComment } both ? both : activations;
    }

    private static void WriteArray(ZipArchive archive, string name, string shape, ImmutableArray<double> values)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Time;

        // The header is padded so that the numbers begin at a multiple of 64 bytes.
        const int start = 10;
        string header = $"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}";
        header = header.PadRight(((start + header.Length + 64) / 64 * 64) - start - 1) + "\n";
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        using Stream content = entry.Open();
        content.Write([0x93, .. "NUMPY"u8, 1, 0, .. length, .. Encoding.ASCII.GetBytes(header)]);
        content.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
