using SdpKit.Formats;
using SdpKit.Lipschitz.Formats.Onnx.Constants;
using SdpKit.Lipschitz.Formats.Onnx.Schema;

namespace SdpKit.Lipschitz.Formats.Onnx;

/// <summary>Holds what is known while a graph is walked through: the values so far, the notes, and how much memory folding may still take.</summary>
internal sealed class OnnxContext
{
    /// <summary>What constants may take beyond a multiple of the file's bytes, in values.</summary>
    private const long Allowance = 1 << 19;

    private readonly Dictionary<string, object> _values = [];
    private readonly ExternalFiles _files;
    private long _valuesLeft;

    /// <param name="source">The name of the file, for messages.</param>
    /// <param name="byteCount">The length of the file.</param>
    /// <param name="files">The files beside it.</param>
    /// <param name="options">What the caller wants.</param>
    public OnnxContext(string source, long byteCount, ExternalFiles files, NetworkReaderOptions options)
    {
        (Source, _files, Options) = (source, files, options);

        // Folding float32 weights makes one or two doubles of 4 bytes.
        _valuesLeft = (byteCount / 2) + Allowance;
    }

    public string Source { get; }

    public NetworkReaderOptions Options { get; }

    public List<string> Notes { get; } = [];

    /// <summary>Gets or sets what the network takes for granted.</summary>
    public NetworkAssumptions Assumed { get; set; } = NetworkAssumptions.None;

    /// <summary>Gets the value of this name; null for the empty name, which stands for an input that is left out.</summary>
    /// <exception cref="ProblemFormatException">There is no such value.</exception>
    public object? Find(string name) => name.Length == 0 ? null : _values.TryGetValue(name, out object? value)
        ? value
        : throw new ProblemFormatException(Source, 0, 0, $"found no value {Quotation.Of(name)}; expected an initializer, the network's input or the output of another node");

    public void Set(string name, object value) => _values[name] = value;

    /// <summary>Makes the constant of a stored tensor.</summary>
    public Constant Read(TensorMessage tensor, string place)
    {
        var stored = OnnxTensors.Read(tensor, place, Source, _files);
        if (tensor.IsExternal)
        {
            _valuesLeft += stored.Count;
        }

        return new Constant(stored, OnnxTensors.IsInteger(tensor.DataType));
    }

    /// <summary>Makes the name of a node for messages.</summary>
    public static string Describe(NodeMessage node) =>
        $"node {Quotation.Of(node.Name.Length > 0 ? node.Name : node.Outputs.FirstOrDefault() ?? string.Empty)} ({Quotation.Of(node.Operator).Trim('\'')})";

    /// <summary>Checks that a few bytes of a file cannot make an array of any size.</summary>
    /// <param name="count">The number of values that are about to be made.</param>
    /// <param name="node">The node that makes them.</param>
    public void Reserve(long count, OnnxNode node)
    {
        _valuesLeft -= count < 0 ? long.MaxValue / 2 : count;
        if (_valuesLeft < 0)
        {
            throw node.Error("found constants that would take many times the memory of the file; expected a network that is as large as its weights");
        }
    }
}
