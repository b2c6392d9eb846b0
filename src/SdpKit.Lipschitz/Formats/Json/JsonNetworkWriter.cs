using System.Text;
using SdpKit.Formats;
using SdpKit.Lipschitz.Formats.Tensors;

namespace SdpKit.Lipschitz.Formats.Json;

/// <summary>Writes networks in this library's JSON format, which holds all that a <see cref="Network"/> can.</summary>
internal static class JsonNetworkWriter
{
    public static void Write(Network network, Stream stream, CancellationToken cancellationToken)
    {
        var sink = new Utf8Sink(stream, cancellationToken);
        sink.Append("{\n  \"format\": \"sdpkit-network\",\n  \"version\": "u8).Append(JsonNetworkReader.FormatVersion).Append(",\n  \"layers\": ["u8);
        for (int l = 0; l < network.Layers.Length; l++)
        {
            AppendLayer(sink.Append(l == 0 ? "\n"u8 : ",\n"u8), network.Layers[l]);
        }

        sink.Append("\n  ]"u8);
        if (ClassNameText.Of(network) is { } names)
        {
            sink.Append(",\n  \"classes\": "u8).Append(Encoding.UTF8.GetBytes(names));
        }

        sink.Append("\n}\n"u8).Flush();
    }

    private static void AppendLayer(Utf8Sink sink, DenseLayer layer)
    {
        sink.Append("    {\n      \"weights\": ["u8);
        for (int i = 0; i < layer.OutputSize; i++)
        {
            sink.Append(i == 0 ? "\n        "u8 : ",\n        "u8).AppendArray(layer.Row(i));
        }

        sink.Append("\n      ]"u8);
        if (!layer.Bias.IsEmpty)
        {
            sink.Append(",\n      \"bias\": "u8).AppendArray(layer.Bias.AsSpan());
        }

        sink.Append(",\n      \"activation\": \""u8).Append(Encoding.UTF8.GetBytes(layer.Activation.Name)).Append("\""u8);
        if (layer.Slopes.Any(slopes => slopes != layer.Activation.Slopes))
        {
            sink.Append(",\n      \"slopes\": ["u8);
            for (int i = 0; i < layer.OutputSize; i++)
            {
                sink.Append(i == 0 ? ""u8 : ", "u8).AppendArray([layer.Slopes[i].Minimum, layer.Slopes[i].Maximum]);
            }

            sink.Append("]"u8);
        }

        sink.Append("\n    }"u8);
    }
}
