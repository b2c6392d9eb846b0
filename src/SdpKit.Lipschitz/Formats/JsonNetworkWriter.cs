using SdpKit.Formats;

namespace SdpKit.Lipschitz.Formats;

/// <summary>Writes networks in this library's JSON format, which holds all that a <see cref="Network"/> can. Stateless and thread-safe.</summary>
public static class JsonNetworkWriter
{
    /// <summary>Writes a network so that <see cref="NetworkReader"/> reads back the same doubles, activations and slopes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">Takes UTF-8 text; stays open.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; part of the text is written.</exception>
    public static void Write(Network network, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        var sink = new Utf8Sink(stream, cancellationToken);
        sink.Append("{\n  \"format\": \"sdpkit-network\",\n  \"version\": "u8).Append(JsonNetworkReader.FormatVersion).Append(",\n  \"layers\": ["u8);
        for (int l = 0; l < network.Layers.Length; l++)
        {
            AppendLayer(sink.Append(l == 0 ? "\n"u8 : ",\n"u8), network.Layers[l]);
        }

        sink.Append("\n  ]\n}\n"u8).Flush();
    }

    private static void AppendLayer(Utf8Sink sink, DenseLayer layer)
    {
        sink.Append("    {\n      \"weights\": ["u8);
        for (int i = 0; i < layer.OutputSize; i++)
        {
            AppendNumbers(sink.Append(i == 0 ? "\n        "u8 : ",\n        "u8), layer.Row(i));
        }

        sink.Append("\n      ]"u8);
        if (!layer.Bias.IsEmpty)
        {
            AppendNumbers(sink.Append(",\n      \"bias\": "u8), layer.Bias.AsSpan());
        }

        sink.Append(",\n      \"activation\": \""u8).Append(System.Text.Encoding.UTF8.GetBytes(layer.Activation.Name)).Append("\""u8);
        if (layer.Slopes.Any(slopes => slopes != layer.Activation.Slopes))
        {
            sink.Append(",\n      \"slopes\": ["u8);
            for (int i = 0; i < layer.OutputSize; i++)
            {
                AppendNumbers(sink.Append(i == 0 ? ""u8 : ", "u8), [layer.Slopes[i].Minimum, layer.Slopes[i].Maximum]);
            }

            sink.Append("]"u8);
        }

        sink.Append("\n    }"u8);
    }

    private static void AppendNumbers(Utf8Sink sink, ReadOnlySpan<double> numbers)
    {
        sink.Append("["u8);
        for (int k = 0; k < numbers.Length; k++)
        {
            sink.Append(k == 0 ? ""u8 : ", "u8).Append(numbers[k]);
        }

        sink.Append("]"u8);
    }
}
