using System.Collections.Immutable;

namespace SdpKit.Lipschitz.Formats.Tensors;

/// <summary>Writes the activations of a network as a line of text, for files that hold arrays and a place for remarks.</summary>
internal static class ActivationNames
{
    /// <summary>What the line is called there.</summary>
    public const string Key = "sdpkit-activations";

    private const char Separator = ';';

    /// <summary>Gets the names of the activations, the last one too.</summary>
    public static string Of(Network network) => string.Join(Separator, network.Layers.Select(layer => layer.Activation.Name));

    /// <summary>Reads the line; empty where it has a name that there is none of.</summary>
    public static ImmutableArray<Activation> Parse(string names)
    {
        var activations = ImmutableArray.CreateBuilder<Activation>();
        foreach (string name in names.Split(Separator))
        {
            if (!Activation.TryParse(name, out Activation? activation))
            {
                return [];
            }

            activations.Add(activation);
        }

        return activations.ToImmutable();
    }
}
