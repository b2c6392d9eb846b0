using SdpKit.Lipschitz.Formats.Json;
using SdpKit.Lipschitz.Formats.Numpy;
using SdpKit.Lipschitz.Formats.Onnx;
using SdpKit.Lipschitz.Formats.Safetensors;

namespace SdpKit.Lipschitz.Formats;

/// <summary>Writes networks so that <see cref="NetworkReader"/> reads back the same doubles. Stateless and thread-safe.</summary>
public static class NetworkWriter
{
    /// <summary>Gets the format that goes with a file name: .json, .safetensors, .npz or .onnx.</summary>
    /// <param name="path">The file name.</param>
    /// <exception cref="ArgumentException">The name ends otherwise.</exception>
    public static NetworkFormat FormatOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" => NetworkFormat.Json,
            ".safetensors" => NetworkFormat.Safetensors,
            ".npz" => NetworkFormat.Npz,
            ".onnx" => NetworkFormat.Onnx,
            var other => throw new ArgumentException($"Networks are written to names that end in .json, .safetensors, .npz or .onnx, not '{other}'.", nameof(path)),
        };
    }

    /// <summary>Writes a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">Takes the bytes; stays open.</param>
    /// <param name="format">The format. All hold weights, biases, activations and class names. Only JSON holds slopes that differ from those of the activations, and ONNX the parameter of an activation as float32.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; part of the network is written.</exception>
    public static void Write(Network network, Stream stream, NetworkFormat format, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        switch (format)
        {
            case NetworkFormat.Json: JsonNetworkWriter.Write(network, stream, cancellationToken); break;
            case NetworkFormat.Safetensors: SafetensorsWriter.Write(network, stream, cancellationToken); break;
            case NetworkFormat.Npz: NpzWriter.Write(network, stream, cancellationToken); break;
            case NetworkFormat.Onnx: OnnxWriter.Write(network, stream, cancellationToken); break;
            default: throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format.");
        }
    }
}
