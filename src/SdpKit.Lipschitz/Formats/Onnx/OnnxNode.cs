using SdpKit.Formats;
using SdpKit.Lipschitz.Formats.Onnx.Constants;
using SdpKit.Lipschitz.Formats.Onnx.Schema;

namespace SdpKit.Lipschitz.Formats.Onnx;

/// <summary>Represents a node with the values of its inputs.</summary>
internal sealed class OnnxNode(NodeMessage message, OnnxContext context)
{
    public string Operator => message.Operator;

    public OnnxContext Context => context;

    /// <summary>Gets the name of the node for messages.</summary>
    public string Place => OnnxContext.Describe(message);

    /// <summary>Gets the values of the inputs: a <see cref="Constant"/>, a <see cref="Signals.Signal"/>, or null for one that is left out.</summary>
    public IReadOnlyList<object?> Inputs { get; } = [.. message.Inputs.Select(context.Find)];

    /// <summary>Gets a value indicating whether no input depends on the network's input.</summary>
    public bool IsConstant => Inputs.All(value => value is null or Constant);

    /// <summary>Makes an error at this node.</summary>
    public ProblemFormatException Error(string problem) => new(context.Source, 0, 0, $"{Place}: {problem}");

    /// <summary>Gets an input that must be there and constant.</summary>
    public Constant ConstantInput(int index, string what) => OptionalConstant(index, what) ?? throw Error($"found no {what}; expected it as input {index + 1}");

    /// <summary>Gets an input that must be constant, or null where it is left out.</summary>
    public Constant? OptionalConstant(int index, string what) => Input(index) switch
    {
        null => null,
        Constant constant => constant,
        _ => throw Error($"found a {what} that depends on the network's input; expected a constant"),
    };

    public object? Input(int index) => index < Inputs.Count ? Inputs[index] : null;

    public long Integer(string name, long otherwise) => Attribute(name)?.Integer ?? otherwise;

    /// <summary>Gets the number of an attribute; it is stored as float32.</summary>
    public double Number(string name, double otherwise) => Attribute(name)?.Number ?? otherwise;

    /// <summary>Gets the number or whole number of an attribute, or null.</summary>
    public double? Scalar(string name) => Attribute(name) is { } attribute ? attribute.Number ?? (double?)attribute.Integer : null;

    public string? Text(string name) => Attribute(name)?.Text;

    public TensorMessage? Tensor(string name) => Attribute(name)?.Tensor;

    /// <summary>Gets whole numbers that older operator sets have as an attribute and newer ones as an input; null where there is neither.</summary>
    public long[]? Integers(string name, int inputIndex)
    {
        if (Attribute(name) is { } attribute)
        {
            return [.. attribute.Integers];
        }

        return inputIndex < Inputs.Count ? OptionalConstant(inputIndex, name) is { } constant ? Integers(constant) : null : null;
    }

    /// <summary>Gets the values of a constant of whole numbers.</summary>
    public static long[] Integers(Constant constant) => [.. constant.Read().Select(value => double.IsNaN(value) ? 0 : (long)Math.Clamp(value, -1e18, 1e18))];

    /// <summary>Gets a dimension from a number that counts from the end where it is negative.</summary>
    public int Axis(long axis, int rank) => axis >= -rank && axis < rank
        ? (int)(axis < 0 ? axis + rank : axis)
        : throw Error($"found the axis {axis}; expected one of an array of {rank} dimensions");

    private AttributeMessage? Attribute(string name) => message.Attributes.FirstOrDefault(attribute => attribute.Name == name);
}
