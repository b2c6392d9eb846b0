using System.Collections.Immutable;
using System.Text.Json;
using SdpKit.Formats;

namespace SdpKit.Lipschitz.Formats.Json;

/// <summary>Reads networks in this library's JSON format, which holds all that a <see cref="Network"/> can; it is described in docs/network-formats.md.</summary>
internal static class JsonNetworkReader
{
    public const string FormatName = "sdpkit-network";
    public const int FormatVersion = 1;

    /// <exception cref="ProblemFormatException">The content is not in this format; the message gives line and column.</exception>
    public static NetworkFile Read(ReadOnlySpan<byte> text, string source)
    {
        var start = new JsonCursor(InputStart.SkipByteOrderMark(text), source);
        start.Move();
        start.Enter(JsonTokenType.StartObject, "a JSON object");
        JsonCursor cursor = start, format = default, version = default, layers = default, classes = default;
        while (cursor.MoveToProperty() is { } property)
        {
            switch (property)
            {
                case "format": cursor.Keep(ref format, property); break;
                case "version": cursor.Keep(ref version, property); break;
                case "layers": cursor.Keep(ref layers, property); break;
                case "classes": cursor.Keep(ref classes, property); break;
                default: throw cursor.UnknownProperty(property, "format, version, layers or classes");
            }
        }

        cursor.MoveToEnd();
        start.Require(format, "format");
        start.Require(version, "version");
        start.Require(layers, "layers");
        if (format.ReadText($"\"{FormatName}\"") != FormatName)
        {
            throw format.Unexpected($"\"{FormatName}\"");
        }

        version.ReadInteger(FormatVersion, FormatVersion, "a version that this program knows");
        Network network = ReadLayers(layers);
        return new NetworkFile(classes.Exists ? WithClasses(network, classes) : network, []);
    }

    private static Network WithClasses(Network network, JsonCursor cursor)
    {
        JsonCursor start = cursor;
        cursor.Enter(JsonTokenType.StartArray, "a list with the name of each output's class");
        var names = ImmutableArray.CreateBuilder<string>();
        while (cursor.MoveToElement())
        {
            names.Add(cursor.ReadText("the name of a class"));
        }

        try
        {
            return network.WithClassNames(names.DrainToImmutable());
        }
        catch (ArgumentException exception)
        {
            throw start.Refused(exception);
        }
    }

    private static Network ReadLayers(JsonCursor cursor)
    {
        JsonCursor start = cursor;
        cursor.Enter(JsonTokenType.StartArray, "a list of layers");
        var layers = ImmutableArray.CreateBuilder<DenseLayer>();
        while (cursor.MoveToElement())
        {
            layers.Add(ReadLayer(ref cursor));
        }

        try
        {
            return new Network(layers.DrainToImmutable());
        }
        catch (ArgumentException exception)
        {
            throw start.Refused(exception);
        }
    }

    private static DenseLayer ReadLayer(ref JsonCursor cursor)
    {
        JsonCursor start = cursor, weights = default, bias = default, activation = default, slopes = default;
        cursor.Enter(JsonTokenType.StartObject, "an object with weights, bias, activation and slopes");
        while (cursor.MoveToProperty() is { } property)
        {
            switch (property)
            {
                case "weights": cursor.Keep(ref weights, property); break;
                case "bias": cursor.Keep(ref bias, property); break;
                case "activation": cursor.Keep(ref activation, property); break;
                case "slopes": cursor.Keep(ref slopes, property); break;
                default: throw cursor.UnknownProperty(property, "weights, bias, activation or slopes");
            }
        }

        start.Require(weights, "weights");
        start.Require(activation, "activation");
        ImmutableArray<double> values = ReadWeights(weights, out int rows);
        ImmutableArray<double> biases = bias.Exists ? [.. bias.ReadNumbers("the bias of a neuron")] : [];
        try
        {
            var layer = new DenseLayer(rows, values.Length / rows, values, biases, ReadActivation(activation));
            return slopes.Exists ? layer.WithSlopes(ReadSlopes(slopes, rows)) : layer;
        }
        catch (ArgumentException exception)
        {
            throw start.Refused(exception);
        }
    }

    private static ImmutableArray<double> ReadWeights(JsonCursor cursor, out int rows)
    {
        JsonCursor start = cursor;
        var values = ImmutableArray.CreateBuilder<double>();
        int columns = 0;
        cursor.Enter(JsonTokenType.StartArray, "a list with the weights of each neuron");
        for (rows = 0; cursor.MoveToElement(); rows++)
        {
            int before = values.Count;
            cursor.Enter(JsonTokenType.StartArray, "the weights of a neuron");
            while (cursor.MoveToElement())
            {
                values.Add(cursor.ReadNumber("a weight"));
            }

            columns = rows == 0 ? values.Count : columns;
            if (values.Count - before != columns)
            {
                throw cursor.Error($"found {values.Count - before} weights; expected {columns}, as the first neuron of the layer has");
            }
        }

        return columns > 0 ? values.ToImmutable() : throw start.Error("found no weights; expected at least one neuron with at least one weight");
    }

    private static Activation ReadActivation(JsonCursor cursor) => Activation.TryParse(cursor.ReadText("the name of an activation"), out Activation? activation)
        ? activation
        : throw cursor.Unexpected("an activation such as identity, relu, leaky_relu(0.01), tanh, sigmoid, elu, softplus, silu or gelu");

    /// <summary>Reads one range for all neurons, or one for each.</summary>
    private static ImmutableArray<SlopeRange> ReadSlopes(JsonCursor cursor, int neurons)
    {
        const string expected = "a range [least, largest], or one for each neuron";
        cursor.Enter(JsonTokenType.StartArray, expected);
        cursor.Move();
        if (cursor.IsNumber)
        {
            return [.. Enumerable.Repeat(ReadRange(ref cursor), neurons)];
        }

        var slopes = ImmutableArray.CreateBuilder<SlopeRange>();
        do
        {
            cursor.Enter(JsonTokenType.StartArray, expected);
            cursor.Move();
            slopes.Add(ReadRange(ref cursor));
        }
        while (cursor.MoveToElement());

        return slopes.DrainToImmutable();
    }

    /// <summary>Reads both numbers of a range; the cursor is at the first and is moved to the end of the range.</summary>
    private static SlopeRange ReadRange(ref JsonCursor cursor)
    {
        double least = cursor.ReadNumber("the least slope");
        double largest = cursor.NextNumber("the largest slope");
        cursor.Leave("the end of the range of slopes");
        return new SlopeRange(least, largest);
    }
}
