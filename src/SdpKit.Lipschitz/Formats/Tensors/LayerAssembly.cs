using System.Collections.Immutable;
using SdpKit.Formats;
using SdpKit.Formats.Tensors;
using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.Formats.Tensors;

/// <summary>Makes a network of the arrays of its layers: finds out how the weights are stored, in which order the layers come, and adds activations.</summary>
internal static class LayerAssembly
{
    private const string Choice = "the option --orientation outputs-by-inputs or inputs-by-outputs (WeightOrientation in the library) says which";

    private const string Usual = "as is usual in this format; the sizes would allow both";

    /// <summary>Makes the network.</summary>
    /// <param name="groups">The layers; the order within a group is known.</param>
    /// <param name="convention">How the format stores weights where sizes allow both; <see cref="WeightOrientation.Detect"/> where there is no convention.</param>
    /// <param name="options">What the caller knows.</param>
    /// <param name="findings">What the reader found beside the layers.</param>
    /// <exception cref="ProblemFormatException">The layers do not fit, or could be read in several ways.</exception>
    public static NetworkFile Build(LayerArrays[][] groups, WeightOrientation convention, NetworkReaderOptions options, FileFindings findings)
    {
        foreach (LayerArrays layer in groups.SelectMany(group => group))
        {
            CheckShapes(layer);
        }

        (LayerArrays[] layers, WeightOrientation orientation, string reason) = Choose(groups, convention, options.Orientation, isOurs: findings.Activations is not null);
        List<string> notes = findings.Notes;
        var readings = ImmutableArray.CreateBuilder<string>();
        if (groups.Length > 1)
        {
            string order = string.Join(", ", layers.Select(layer => layer.Name));
            notes.Add($"Layers are in the one order in which their sizes fit: {order}.");
            readings.Add($"with layers in the order {order}");
        }

        if (reason == Usual)
        {
            readings.Add($"with weights as {Text(orientation)}");
        }

        notes.Add($"Weights are read as {Text(orientation)}, {reason}.");
        (ImmutableArray<Activation> activations, Activation? assumed) = Activations(layers, options, findings);
        if (assumed is not null && options.Activation is null)
        {
            notes.Add("The file names no activations: relu was assumed between the layers, slopes [0, 1]; a scaling that has no weights would not be in the file either.");
        }

        Network network = ClassNameText.Apply(findings.ClassNames, new Network([.. layers.Select((layer, l) => MakeLayer(layer, orientation, activations[l]))]), layers[0].Weight.Source);
        return new NetworkFile(network.With(new NetworkAssumptions { Activation = assumed, Readings = readings.ToImmutable(), UnusedArrays = [.. findings.UnusedArrays] }), [.. notes]);
    }

    /// <summary>Gets the activation behind each layer, and the one that is not the file's; null where it names all.</summary>
    private static (ImmutableArray<Activation> Activations, Activation? Assumed) Activations(LayerArrays[] layers, NetworkReaderOptions options, FileFindings findings)
    {
        if (options.Activation is null && findings.Activations is { } names)
        {
            ImmutableArray<Activation> named = ActivationNames.Parse(names);
            return named.Length == layers.Length
                ? (named, null)
                : throw layers[0].Weight.Error($"found {layers.Length} layers beside the activations {Quotation.Of(names)}; expected the name of one for each");
        }

        Activation between = options.Activation ?? Activation.Relu;
        return ([.. layers.Select((_, l) => l < layers.Length - 1 ? between : Activation.Identity)], layers.Length > 1 ? between : null);
    }

    private static (LayerArrays[] Layers, WeightOrientation Orientation, string Reason) Choose(LayerArrays[][] groups, WeightOrientation convention, WeightOrientation asked, bool isOurs)
    {
        WeightOrientation[] allowed = asked == WeightOrientation.Detect ? [WeightOrientation.OutputsByInputs, WeightOrientation.InputsByOutputs] : [asked];
        (WeightOrientation Orientation, LayerOrder Order)[] fitting =
            [.. allowed.Select(orientation => (orientation, LayerOrder.Find(groups, orientation))).Where(pair => pair.Item2.First is not null)];
        StoredTensor first = groups[0][0].Weight;
        if (fitting.Length == 0)
        {
            throw first.Error(Misfit(groups, asked != WeightOrientation.Detect ? asked : convention != WeightOrientation.Detect ? convention : WeightOrientation.OutputsByInputs, asked));
        }

        string reason = asked != WeightOrientation.Detect ? "as asked" : "because only so the sizes fit";
        if (fitting.Length == 2)
        {
            fitting = [.. fitting.Where(pair => pair.Orientation == convention)];
            reason = isOurs ? "as this library writes them" : Usual;
        }

        return fitting switch
        {
            [] => throw first.Error($"found sizes that fit both with a row and with a column per neuron; {Choice}"),
            [(_, { IsOnly: false })] => throw first.Error(
                $"found names and sizes that allow several orders of the layers {string.Join(", ", groups.SelectMany(group => group).Take(6).Select(layer => Quotation.Of(layer.Name)))}; expected names that differ only in numbers"),
            [var (orientation, order)] => (order.First!, orientation, reason),
            _ => throw new InvalidOperationException("Two orientations cannot both be the convention."),
        };
    }

    private static void CheckShapes(LayerArrays layer)
    {
        if (layer.Weight.Shape.Length != 2 || layer.Weight.Count == 0)
        {
            throw layer.Weight.Error($"found the shape {layer.Weight.ShapeText}; expected the matrix of a dense layer, with two dimensions");
        }

        if (layer.Bias is { IsVector: false })
        {
            throw layer.Bias.Error($"found the shape {layer.Bias.ShapeText}; expected a vector of biases");
        }
    }

    /// <summary>Says where a reading fails first.</summary>
    private static string Misfit(LayerArrays[][] groups, WeightOrientation orientation, WeightOrientation asked)
    {
        string other = asked == WeightOrientation.Detect ? " (nor does the other orientation fit)" : string.Empty;
        if (groups.SelectMany(group => group).FirstOrDefault(layer => !layer.FitsBias(orientation)) is { } biased)
        {
            return $"read as {Text(orientation)}, the layer {Quotation.Of(biased.Name)} has {biased.Outputs(orientation)} neurons but {biased.Bias!.Count} biases{other}; expected as many";
        }

        if (groups is not [var layers])
        {
            return $"read as {Text(orientation)}, the layers fit in no order{other}; expected each to take as many inputs as one before has neurons";
        }

        int l = Enumerable.Range(1, layers.Length - 1).First(l => layers[l].Inputs(orientation) != layers[l - 1].Outputs(orientation));
        return $"read as {Text(orientation)}, the layer {Quotation.Of(layers[l].Name)} takes {layers[l].Inputs(orientation)} inputs but the one before has {layers[l - 1].Outputs(orientation)} neurons{other}; expected as many";
    }

    private static DenseLayer MakeLayer(LayerArrays layer, WeightOrientation orientation, Activation activation)
    {
        double[] weights = layer.Weight.ReadMatrix(transpose: orientation == WeightOrientation.InputsByOutputs);
        EnclosedArray enclosed = layer.Divisor is { } divisor ? EnclosedArray.Of(weights.Length, k => weights[k] / divisor) : weights;
        try
        {
            return new DenseLayer(layer.Outputs(orientation), layer.Inputs(orientation), enclosed, layer.Bias is null ? null : (EnclosedArray)layer.Bias.Read(), activation);
        }
        catch (ArgumentException exception)
        {
            throw layer.Weight.Refused(exception);
        }
    }

    private static string Text(WeightOrientation orientation) => orientation == WeightOrientation.OutputsByInputs ? "outputs x inputs" : "inputs x outputs";
}
