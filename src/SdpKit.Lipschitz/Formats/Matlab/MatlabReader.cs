using SdpKit.Formats;
using SdpKit.Formats.Matlab;
using SdpKit.Formats.Tensors;
using SdpKit.Lipschitz.Formats.Tensors;

namespace SdpKit.Lipschitz.Formats.Matlab;

/// <summary>
/// Reads the networks that MAT files hold in the wild: a cell array <c>weights</c> (LipSDP, ECLipsE), a struct with fields such as <c>linear_0_weight</c> (GLipSDP), or variables such as <c>fc1_weight</c>.
/// </summary>
internal static class MatlabReader
{
    /// <exception cref="ProblemFormatException">The content is corrupt, or holds no network.</exception>
    public static NetworkFile Read(ReadOnlyMemory<byte> bytes, string source, NetworkReaderOptions options, CancellationToken cancellationToken)
    {
        List<MatlabValue> variables = MatlabFile.Read(bytes, source, cancellationToken);
        variables.ForEach(variable => RefuseSparse(variable, source));
        var findings = new FileFindings();
        if (variables.OfType<MatlabCell>().FirstOrDefault(cell => Is(cell, "weights", "weight", "W")) is { } weights)
        {
            MatlabCell? biases = variables.OfType<MatlabCell>().FirstOrDefault(cell => Is(cell, "biases", "bias", "b"));
            findings.NoteUnused(variables.Where(variable => variable != weights && variable != biases).Select(variable => variable.Name));
            return LayerAssembly.Build([Pair(source, weights, biases)], WeightOrientation.OutputsByInputs, options, findings);
        }

        MatlabStruct[] holders = [.. variables.OfType<MatlabStruct>().Where(value => value.Fields.Any(field => field is MatlabArray && LayerNames.IsWeight(field.Name)))];
        if (holders.Length > 1)
        {
            throw new ProblemFormatException(source, 0, 0, $"found weights in the structs {Quotation.Of(holders[0].Name)} and {Quotation.Of(holders[1].Name)}; expected one network");
        }

        IEnumerable<MatlabValue> values = holders is [var holder] ? holder.Fields : variables;
        StoredTensor[] arrays = [.. values.OfType<MatlabArray>().Select(value => value.Tensor)];
        LayerArrays[][] groups = LayerNames.Group(source, arrays, findings);
        findings.NoteUnused(variables.Where(variable => variable is not MatlabArray && !holders.Contains(variable)).Select(variable => variable.Name));

        // GLipSDP writes such structs from PyTorch's modules, without transposing.
        return LayerAssembly.Build(groups, holders.Length == 1 ? WeightOrientation.OutputsByInputs : LayerNames.Convention(groups), options, findings);
    }

    private static void RefuseSparse(MatlabValue value, string source)
    {
        switch (value)
        {
            case MatlabSparse:
                throw new ProblemFormatException(source, 0, 0, $"variable {Quotation.Of(value.Name)}: found a sparse matrix; expected a full one, as full(...) makes");
            case MatlabCell cell:
                Array.ForEach([.. cell.Cells], part => RefuseSparse(part, source));
                break;
            case MatlabStruct holder:
                Array.ForEach([.. holder.Fields], field => RefuseSparse(field, source));
                break;
        }
    }

    private static bool Is(MatlabValue value, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (value.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static LayerArrays[] Pair(string source, MatlabCell weights, MatlabCell? biases)
    {
        if (weights.Cells.IsEmpty || (biases is not null && biases.Cells.Length != weights.Cells.Length))
        {
            throw new ProblemFormatException(source, 0, 0, $"variable {Quotation.Of(weights.Name)}: found {weights.Cells.Length} weights and {biases?.Cells.Length ?? 0} biases; expected at least one of the weights, and as many biases or none");
        }

        return [.. weights.Cells.Select((cell, l) => new LayerArrays(cell.Name, Numbers(source, cell), biases is null ? null : Numbers(source, biases.Cells[l])))];
    }

    private static StoredTensor Numbers(string source, MatlabValue value) => value switch
    {
        MatlabArray array => array.Tensor,
        MatlabOther other => throw NotNumbers(source, value, other.Description),
        _ => throw NotNumbers(source, value, value is MatlabCell ? "a cell array" : "a struct"),
    };

    private static ProblemFormatException NotNumbers(string source, MatlabValue value, string found) =>
        new(source, 0, 0, $"variable {Quotation.Of(value.Name)}: found {found}; expected a matrix of numbers");
}
