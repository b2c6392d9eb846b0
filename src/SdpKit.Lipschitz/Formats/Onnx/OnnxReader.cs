using System.Collections.Immutable;
using Google.Protobuf;
using SdpKit.Formats;
using SdpKit.Lipschitz.Formats.Onnx.Constants;
using SdpKit.Lipschitz.Formats.Onnx.Schema;
using SdpKit.Lipschitz.Formats.Onnx.Signals;
using SdpKit.Lipschitz.Formats.Tensors;

namespace SdpKit.Lipschitz.Formats.Onnx;

/// <summary>
/// Reads dense networks from ONNX models. The graph is walked from the input to the output, for a batch of one; what does not depend on the input is computed, the rest becomes dense layers,
/// and a node that is neither is an error.
/// </summary>
internal static class OnnxReader
{
    /// <exception cref="ProblemFormatException">The content is corrupt, or no dense network; the message names the node or tensor.</exception>
    public static NetworkFile Read(ArraySegment<byte> bytes, string source, ExternalFiles files, NetworkReaderOptions options, CancellationToken cancellationToken)
    {
        ModelMessage model = Parse(bytes, source);
        GraphMessage graph = GraphOf(model, source);
        var context = new OnnxContext(source, bytes.Count, files, options);
        foreach (TensorMessage tensor in graph.Initializers)
        {
            context.Set(tensor.Name, context.Read(tensor, $"tensor {Quotation.Of(tensor.Name)}"));
        }

        string output = Single(graph.Outputs, "outputs", source).Name;
        HashSet<string> stored = [.. graph.Initializers.Select(tensor => tensor.Name)];
        ValueInfoMessage input = Single([.. graph.Inputs.Where(value => !stored.Contains(value.Name))], "inputs", source);
        context.Set(input.Name, MakeInput(input, source));
        foreach (NodeMessage message in NodeSelection.Needed(graph.Nodes, output, source))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Compute(message, context, output);
        }

        string? names = model.Metadata.Find(entry => entry.Key == ClassNameText.Key)?.Value;
        return context.Find(output) switch
        {
            Signal signal => new NetworkFile(ClassNameText.Apply(names, MakeNetwork(signal, source).With(context.Assumed), source), [.. context.Notes]),
            CubicPolynomial => throw new ProblemFormatException(source, 0, 0, $"output {Quotation.Of(output)}: found {CubicPolynomial.Problem}"),
            _ => throw new ProblemFormatException(source, 0, 0, $"output {Quotation.Of(output)}: found a constant; expected a value that depends on the network's input"),
        };
    }

    private static ModelMessage Parse(ArraySegment<byte> bytes, string source)
    {
        var model = new ModelMessage();
        try
        {
            using var input = new CodedInputStream(bytes.Array, bytes.Offset, bytes.Count);
            model.MergeFrom(input);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new ProblemFormatException(source, 0, 0, $"found ONNX data that are corrupt or cut off ({exception.Message.Replace('\n', ' ')}); expected a whole model");
        }

        return model;
    }

    private static GraphMessage GraphOf(ModelMessage model, string source)
    {
        GraphMessage graph = model.Graph ?? throw new ProblemFormatException(source, 0, 0, "found no graph; expected an ONNX model");
        return graph.HasSparseInitializers ? throw new ProblemFormatException(source, 0, 0, "found sparse initializers; expected dense ones") : graph;
    }

    private static ValueInfoMessage Single(List<ValueInfoMessage> values, string what, string source) => values is [var only]
        ? only
        : throw new ProblemFormatException(source, 0, 0, $"found {values.Count} {what}{string.Concat(values.Take(4).Select(value => $" {Quotation.Of(value.Name)}"))}; expected one");

    /// <summary>Makes the input's value, for a batch of one.</summary>
    private static Signal MakeInput(ValueInfoMessage input, string source)
    {
        ImmutableArray<int> shape = [.. (input.Shape ?? []).Select((length, k) => length is >= 1 and <= int.MaxValue ? (int)length : k == 0 && length is null or < 1 ? 1 : 0)];
        int size = Shapes.Count(shape.AsSpan());
        return size > 0 && !shape.IsEmpty
            ? new Signal(null, AffineMap.Identity(size), shape)
            : throw new ProblemFormatException(source, 0, 0, $"input {Quotation.Of(input.Name)}: found the shape [{string.Join(", ", (input.Shape ?? []).Select(length => length?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"))}]; expected fixed lengths of all dimensions but the first, the batch (where a Transpose follows that makes it the first, export the model without it)");
    }

    private static void Compute(NodeMessage message, OnnxContext context, string output)
    {
        var node = new OnnxNode(message, context);
        if (message.Domain is not ("" or "ai.onnx"))
        {
            throw node.Error($"found an operator of the domain {Quotation.Of(message.Domain)}; expected standard ones");
        }

        // Both leave the order of the outputs as it is, but only Softmax shortens distances.
        if (message.Operator is "Softmax" or "LogSoftmax" && !node.IsConstant && message.Outputs is [var last] && last == output)
        {
            if (message.Operator == "LogSoftmax" && !context.Options.BeforeSoftmax)
            {
                throw node.Error("found a final LogSoftmax, which no dense layer is, and which may stretch distances; expected a network that ends with its logits: ask for it as it is before that node (--before-softmax, NetworkReaderOptions.BeforeSoftmax)");
            }

            context.Assumed = context.Assumed with { FinalOperator = message.Operator, IsFinalOperatorNamed = context.Options.BeforeSoftmax };
            context.Notes.Add($"The final {message.Operator}, {OnnxContext.Describe(message)}, was left out: the network read ends with the logits.");
            context.Set(last, SignalOperators.First(node));
            return;
        }

        object value = node.IsConstant
            ? ConstantOperators.Compute(node) ?? throw node.Error("found an operator that is not computed on constants; expected one that is")
            : SignalOperators.Compute(node);
        context.Set(message.Outputs[0], value);
    }

    private static Network MakeNetwork(Signal signal, string source)
    {
        Stack<DenseLayer> layers = LayerList.InOrder(signal.Layers);
        AffineMap map = signal.Map;
        try
        {
            return new Network([.. layers, .. map.IsIdentity && layers.Count > 0 ? ImmutableArray<DenseLayer>.Empty : [map.ToLayer(Activation.Identity)]]);
        }
        catch (ArgumentException exception)
        {
            throw new ProblemFormatException(source, 0, 0, exception.Message.Split(" (Parameter '")[0]);
        }
    }
}
