using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using SdpKit.Lipschitz.Activations;
using SdpKit.Lipschitz.Formats.Tensors;

namespace SdpKit.Lipschitz.Formats.Onnx;

/// <summary>Writes a network as an ONNX model of Gemm nodes and activations. The field numbers are those of onnx.proto.</summary>
internal sealed class OnnxWriter
{
    private const int RepresentationVersion = 9;

    /// <summary>The first set of operators that has Gelu.</summary>
    private const int OperatorSetVersion = 20;

    private const int Float32 = 1;
    private const int Float64 = 11;

    /// <summary>Types of attributes, as AttributeProto.AttributeType counts them.</summary>
    private const int NumberAttribute = 1;
    private const int IntegerAttribute = 2;
    private const int TextAttribute = 3;

    private readonly ProtocolBufferSink _graph = new();
    private readonly int _numberType;

    private OnnxWriter(Network network) =>
        _numberType = network.Layers.All(layer => IsExact(layer.Weights) && IsExact(layer.Bias)) ? Float32 : Float64;

    public static void Write(Network network, Stream stream, CancellationToken cancellationToken)
    {
        var writer = new OnnxWriter(network);
        string value = "input";
        for (int l = 0; l < network.Layers.Length; l++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            value = writer.AddLayer(network.Layers[l], value, l.ToString(CultureInfo.InvariantCulture));
        }

        writer._graph.Text(2, "network");
        writer._graph.Message(11, writer.Value("input", network.InputSize));
        writer._graph.Message(12, writer.Value(value, network.OutputSize));
        var operators = new ProtocolBufferSink().Text(1, string.Empty).Integer(2, OperatorSetVersion);
        ProtocolBufferSink model = new ProtocolBufferSink().Integer(1, RepresentationVersion).Text(2, "SdpKit").Message(7, writer._graph).Message(8, operators);
        if (ClassNameText.Of(network) is { } names)
        {
            model.Message(14, new ProtocolBufferSink().Text(1, ClassNameText.Key).Text(2, names));
        }

        stream.Write(model.Written);
    }

    private static bool IsExact(ImmutableArray<double> values) => values.All(value => (float)value == value);

    /// <summary>Adds the nodes of a layer.</summary>
    /// <returns>The name of its output.</returns>
    private string AddLayer(DenseLayer layer, string input, string index)
    {
        AddTensor($"weight{index}", [layer.OutputSize, layer.InputSize], layer.Weights);
        string[] inputs = [input, $"weight{index}"];
        if (!layer.Bias.IsEmpty)
        {
            AddTensor($"bias{index}", [layer.OutputSize], layer.Bias);
            inputs = [.. inputs, $"bias{index}"];
        }

        string linear = AddNode("Gemm", inputs, $"linear{index}", Attribute("transB", IntegerAttribute).Integer(3, 1));
        string output = $"output{index}";
        return layer.Activation switch
        {
            { Name: "identity" } => linear,
            { Name: "relu" } => AddNode("Relu", [linear], output),
            PiecewiseLinear leaky => AddNode("LeakyRelu", [linear], output, Parameter(leaky.Slope)),
            ExponentialLinearUnit exponential => AddNode("Elu", [linear], output, Parameter(exponential.Alpha)),
            { Name: "tanh" } => AddNode("Tanh", [linear], output),
            { Name: "sigmoid" } => AddNode("Sigmoid", [linear], output),
            { Name: "erf" } => AddNode("Erf", [linear], output),
            { Name: "softplus" } => AddNode("Softplus", [linear], output),
            { Name: "silu" } => AddNode("Mul", [linear, AddNode("Sigmoid", [linear], $"gate{index}")], output),
            { Name: "gelu" } => AddNode("Gelu", [linear], output),
            { Name: "gelu_tanh" } => AddNode("Gelu", [linear], output, Attribute("approximate", TextAttribute).Text(4, "tanh")),
            var other => throw new NotSupportedException($"The activation {other} has no node in ONNX."),
        };
    }

    /// <summary>Makes the attribute alpha, which ONNX holds as float32.</summary>
    private static ProtocolBufferSink Parameter(double alpha) => Attribute("alpha", NumberAttribute).Number(2, (float)alpha);

    private string AddNode(string operation, string[] inputs, string output, ProtocolBufferSink? attribute = null)
    {
        var node = new ProtocolBufferSink();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, output).Text(3, output).Text(4, operation);
        _graph.Message(1, attribute is null ? node : node.Message(5, attribute));
        return output;
    }

    private static ProtocolBufferSink Attribute(string name, int type) => new ProtocolBufferSink().Text(1, name).Integer(20, type);

    private void AddTensor(string name, ReadOnlySpan<int> shape, ImmutableArray<double> values)
    {
        var tensor = new ProtocolBufferSink();
        foreach (int length in shape)
        {
            tensor.Integer(1, length);
        }

        ReadOnlySpan<byte> bytes = _numberType == Float32
            ? MemoryMarshal.AsBytes(values.Select(value => (float)value).ToArray().AsSpan())
            : MemoryMarshal.AsBytes(values.AsSpan());
        _graph.Message(5, tensor.Integer(2, _numberType).Text(8, name).Bytes(9, bytes));
    }

    /// <summary>Describes an input or output: a batch of any length, and its values.</summary>
    private ProtocolBufferSink Value(string name, int size)
    {
        var shape = new ProtocolBufferSink().Message(1, new ProtocolBufferSink().Text(2, "batch")).Message(1, new ProtocolBufferSink().Integer(1, size));
        return new ProtocolBufferSink().Text(1, name).Message(2, new ProtocolBufferSink().Message(1, new ProtocolBufferSink().Integer(1, _numberType).Message(2, shape)));
    }
}
