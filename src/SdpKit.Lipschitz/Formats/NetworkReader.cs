using SdpKit.Formats;
using SdpKit.Lipschitz.Formats.Json;
using SdpKit.Lipschitz.Formats.Matlab;
using SdpKit.Lipschitz.Formats.Numpy;
using SdpKit.Lipschitz.Formats.Onnx;
using SdpKit.Lipschitz.Formats.Safetensors;

namespace SdpKit.Lipschitz.Formats;

/// <summary>
/// Reads networks in any format that this library knows, told apart by content: MAT, .npz and .npy, safetensors, ONNX, .nnet, JSON; each plain or compressed by gzip. Stateless and thread-safe.
/// </summary>
/// <remarks>Memory grows with the bytes that are there, whatever sizes a file declares. The formats are described in docs/network-formats.md.</remarks>
public static class NetworkReader
{
    /// <summary>Reads a network from a file. Weights that an ONNX file keeps in files beside it are read too.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The network, and notes on what was assumed, folded or left out.</returns>
    /// <exception cref="ProblemFormatException">The content is in none of the formats, or no dense network; the message names the node, tensor, variable or line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static NetworkFile ReadFile(string path, NetworkReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        using FileStream stream = File.OpenRead(path);
        var files = new ExternalFiles(Path.GetDirectoryName(Path.GetFullPath(path)));
        return Read(stream, path, files, options ?? new NetworkReaderOptions(), cancellationToken);
    }

    /// <summary>Reads a network from a stream.</summary>
    /// <param name="stream">The file's bytes from here to the end; need not be seekable, stays open.</param>
    /// <param name="name">The name that error messages give to the stream, such as a file name.</param>
    /// <param name="options">What the file does not say; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The network, and notes on what was assumed, folded or left out.</returns>
    /// <exception cref="ProblemFormatException">The content is in none of the formats, or no dense network; the message names the node, tensor, variable or line.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static NetworkFile Read(Stream stream, string name = "input", NetworkReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, name, new ExternalFiles(null), options ?? new NetworkReaderOptions(), cancellationToken);
    }

    private static NetworkFile Read(Stream stream, string source, ExternalFiles files, NetworkReaderOptions options, CancellationToken cancellationToken)
    {
        using Stream content = InputStart.Decompress(stream, source);
        ArraySegment<byte> bytes = InputBytes.ReadAll(content, source, stream.CanSeek ? stream.Length : 0, cancellationToken);
        return ContentRecognition.Of(bytes) switch
        {
            Content.Matlab => MatlabReader.Read(bytes, source, options, cancellationToken),
            Content.Npy => NpzReader.ReadNpy(bytes, source, options),
            Content.Zip => NpzReader.Read(bytes, source, options, cancellationToken),
            Content.Safetensors => SafetensorsReader.Read(bytes, source, options),
            Content.Json => JsonNetworkReader.Read(bytes, source),
            Content.NNet => new NNetReader(new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count), source, cancellationToken).Read(),
            Content.Onnx => OnnxReader.Read(bytes, source, files, options, cancellationToken),
            Content.Pickle => throw ForeignFormat.Torch(source),
            Content.Hdf5 => throw ForeignFormat.Keras(source),
            _ => throw new ProblemFormatException(source, 0, 0,
                $"found {(bytes.Count == 0 ? "nothing" : $"a file that begins with {Quotation.Of(bytes[..Math.Min(bytes.Count, 16)].AsSpan())}")}; expected a network as MAT, .npz, .npy, .safetensors, .onnx, .nnet or JSON"),
        };
    }
}
