using System.Globalization;
using System.Text.RegularExpressions;
using SdpKit.Formats;
using SdpKit.Formats.Tensors;

namespace SdpKit.Lipschitz.Formats.Tensors;

/// <summary>Finds the layers among named arrays: <c>fc1.weight</c> and <c>fc1.bias</c>, <c>dense/kernel:0</c>, <c>W0</c> and <c>b0</c>, <c>linear_0_weight</c>, or arrays by position.</summary>
internal static partial class LayerNames
{
    /// <summary>Pairs weights and biases.</summary>
    /// <param name="source">The name of the file, for messages.</param>
    /// <param name="arrays">All arrays of the file.</param>
    /// <param name="findings">Takes what was left out and what was resolved.</param>
    /// <returns>The layers in groups: those whose names differ only in numbers, in the order of the numbers.</returns>
    /// <exception cref="ProblemFormatException">There is no layer, an array of a state dictionary is no layer's, or names are those of a network that is no chain.</exception>
    public static LayerArrays[][] Group(string source, IReadOnlyCollection<StoredTensor> arrays, FileFindings findings)
    {
        foreach (StoredTensor array in arrays)
        {
            ForeignModules.Refuse(array);
        }

        if (arrays.Count > 0 && arrays.All(array => PositionName().IsMatch(array.Name)))
        {
            return [ByPosition(arrays)];
        }

        var unused = new Dictionary<string, StoredTensor>();
        foreach (StoredTensor array in arrays)
        {
            if (!unused.TryAdd(array.Name, array))
            {
                throw array.Error("found it again; expected it once");
            }
        }

        var layers = new Dictionary<string, LayerArrays>();
        foreach (LayerArrays layer in SpectralNorm.Take(unused, findings.Notes).Concat(Plain(unused)))
        {
            if (!layers.TryAdd(layer.Name, layer))
            {
                throw layer.Weight.Error($"found weights of the layer {Quotation.Of(layer.Name)} again; expected them once");
            }
        }

        foreach (StoredTensor bias in unused.Values.ToArray())
        {
            if (RoleIn(bias.Name) is { IsBias: true } role && layers.TryGetValue(role.Layer, out LayerArrays? layer) && layer.Bias is null)
            {
                layers[role.Layer] = layer with { Bias = bias };
                unused.Remove(bias.Name);
            }
        }

        Check(source, arrays, layers.Count, unused);
        findings.NoteUnused(unused.Keys);
        return [.. layers.Values.GroupBy(layer => Digits().Replace(layer.Name, "#")).OrderBy(group => group.Key, StringComparer.Ordinal).Select(SortByNumbers)];
    }

    /// <summary>Tells whether a name is one of weights.</summary>
    public static bool IsWeight(string name) => RoleIn(name) is { IsBias: false };

    /// <summary>Gets how rows and columns are meant, where a convention goes with the names of all weights.</summary>
    public static WeightOrientation Convention(LayerArrays[][] groups)
    {
        WeightOrientation[] conventions = [.. groups.SelectMany(group => group).Select(layer => Convention(layer.Weight.Name)).Distinct()];
        return conventions is [var only] ? only : WeightOrientation.Detect;
    }

    private static WeightOrientation Convention(string name) =>
        name.Contains("kernel", StringComparison.OrdinalIgnoreCase) ? WeightOrientation.InputsByOutputs
        : name.Contains(".weight", StringComparison.Ordinal) || ShortWeight().IsMatch(name) ? WeightOrientation.OutputsByInputs
        : WeightOrientation.Detect;

    /// <summary>Gets the layer and the role that a name gives an array, or null.</summary>
    private static (string Layer, bool IsBias)? RoleIn(string name) => LayerName().Match(name) is { Success: true } match
        ? (match.Groups["stem"].Value + match.Groups["index"].Value, match.Groups["role"].Value[0] is 'b' or 'B')
        : null;

    private static IEnumerable<LayerArrays> Plain(Dictionary<string, StoredTensor> unused)
    {
        foreach (StoredTensor weight in unused.Values.ToArray())
        {
            if (RoleIn(weight.Name) is { IsBias: false } role)
            {
                unused.Remove(weight.Name);
                yield return new LayerArrays(role.Layer, weight, null);
            }
        }
    }

    /// <summary>Reads <c>arr_0, arr_1, ...</c> of numpy.savez: matrices are weights, the vector behind one is its bias.</summary>
    private static LayerArrays[] ByPosition(IReadOnlyCollection<StoredTensor> arrays)
    {
        var layers = new List<LayerArrays>();
        foreach (StoredTensor array in arrays.OrderBy(array => int.Parse(array.Name.AsSpan(4), CultureInfo.InvariantCulture)))
        {
            if (array.Shape.Length == 1 && layers is [.., { Bias: null } last])
            {
                layers[^1] = last with { Bias = array };
            }
            else
            {
                layers.Add(new LayerArrays(array.Name, array, null));
            }
        }

        return [.. layers];
    }

    private static void Check(string source, IReadOnlyCollection<StoredTensor> arrays, int layerCount, Dictionary<string, StoredTensor> unused)
    {
        if (layerCount == 0)
        {
            string found = arrays.Count == 0 ? "no arrays" : $"only {string.Join(", ", arrays.Take(5).Select(array => $"{Quotation.Of(array.Name)} {array.ShapeText}"))}";
            throw new ProblemFormatException(source, 0, 0, $"found {found}; expected the weights of layers, named such as w1, W0, fc1_weight, fc1.weight or dense/kernel");
        }

        if (unused.Values.FirstOrDefault(array => array.Name.Contains('.', StringComparison.Ordinal)) is { } part)
        {
            throw part.Error($"found an array {part.ShapeText} that is neither weight nor bias of a dense layer; expected only those, since leaving out a part makes a bound wrong (an ONNX export says what is applied where)");
        }
    }

    private static LayerArrays[] SortByNumbers(IEnumerable<LayerArrays> group)
    {
        LayerArrays[] layers = [.. group];
        Array.Sort([.. layers.Select(NumbersIn)], layers, Comparer<int[]>.Create(static (one, other) => one.AsSpan().SequenceCompareTo(other)));
        return layers;
    }

    private static int[] NumbersIn(LayerArrays layer) =>
        [.. Digits().Matches(layer.Name).Select(match => int.TryParse(match.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : int.MaxValue)];

    [GeneratedRegex("^((?<stem>.+)[._/])?(?<role>weights?|kernel|w|bias(es)?|b)[._]?(?<index>[0-9]*)(:0)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex LayerName();

    [GeneratedRegex("^[wW][._]?[0-9]*$", RegexOptions.CultureInvariant)]
    private static partial Regex ShortWeight();

    [GeneratedRegex("^arr_[0-9]{1,6}$", RegexOptions.CultureInvariant)]
    private static partial Regex PositionName();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
