using SdpKit.Lipschitz.Formats;
using SdpKit.Lipschitz.Formats.Onnx;

namespace SdpKit.Lipschitz.Tests.Formats;

/// <summary>Builds ONNX models node by node. Each node's output has the node's name; the last node's is the model's.</summary>
internal sealed class OnnxModel
{
    private readonly ProtocolBufferSink _graph = new();

    /// <param name="shape">The shape of the input x; 0 for a length that is not fixed.</param>
    public OnnxModel(params int[] shape)
    {
        var dimensions = new ProtocolBufferSink();
        foreach (int length in shape)
        {
            dimensions.Message(1, length == 0 ? new ProtocolBufferSink().Text(2, "batch") : new ProtocolBufferSink().Integer(1, length));
        }

        _graph.Message(11, new ProtocolBufferSink().Text(1, "x").Message(2, new ProtocolBufferSink().Message(1, new ProtocolBufferSink().Integer(1, 1).Message(2, dimensions))));
    }

    /// <summary>Gets the name of the output: the last node's.</summary>
    public string Last { get; private set; } = "x";

    public static ProtocolBufferSink Integer(string name, int value) => new ProtocolBufferSink().Text(1, name).Integer(3, value).Integer(20, 2);

    public static ProtocolBufferSink Number(string name, float value) => new ProtocolBufferSink().Text(1, name).Number(2, value).Integer(20, 1);

    public static ProtocolBufferSink Text(string name, string value) => new ProtocolBufferSink().Text(1, name).Text(4, value).Integer(20, 3);

    public static ProtocolBufferSink Integers(string name, params int[] values) =>
        values.Aggregate(new ProtocolBufferSink().Text(1, name), (attribute, value) => attribute.Integer(8, value)).Integer(20, 7);

    public static ProtocolBufferSink Tensor(string name, ProtocolBufferSink tensor) => new ProtocolBufferSink().Text(1, name).Message(5, tensor).Integer(20, 4);

    /// <summary>Makes a tensor of doubles.</summary>
    public static ProtocolBufferSink Doubles(string name, int[] shape, params double[] values) =>
        TensorOf(name, 11, shape).Bytes(9, [.. values.SelectMany(BitConverter.GetBytes)]);

    public static ProtocolBufferSink TensorOf(string name, int type, params int[] shape) =>
        shape.Aggregate(new ProtocolBufferSink(), (tensor, length) => tensor.Integer(1, length)).Integer(2, type).Text(8, name);

    public OnnxModel Initializer(string name, int[] shape, params double[] values) => Initializer(Doubles(name, shape, values));

    public OnnxModel Initializer(ProtocolBufferSink tensor)
    {
        _graph.Message(5, tensor);
        return this;
    }

    /// <summary>Adds a vector of int64, as shapes and axes are.</summary>
    public OnnxModel Whole(string name, params long[] values) => Initializer(TensorOf(name, 7, values.Length).Bytes(9, [.. values.SelectMany(BitConverter.GetBytes)]));

    public OnnxModel Node(string operation, string name, string[] inputs, params ProtocolBufferSink[] attributes)
    {
        ProtocolBufferSink node = inputs.Aggregate(new ProtocolBufferSink(), (sink, input) => sink.Text(1, input)).Text(2, name).Text(3, name).Text(4, operation);
        _graph.Message(1, attributes.Aggregate(node, (sink, attribute) => sink.Message(5, attribute)));
        Last = name;
        return this;
    }

    public byte[] Bytes() => [.. new ProtocolBufferSink().Integer(1, 8).Message(7, _graph).Message(7, new ProtocolBufferSink().Message(12, new ProtocolBufferSink().Text(1, Last))).Written];

    public NetworkFile Read() => NetworkReader.Read(new MemoryStream(Bytes()), "n.onnx");
}
