using System.Collections.Immutable;

namespace SdpKit.Lipschitz;

/// <summary>Holds what a network takes for granted that its file does not say, or does not compute. Immutable.</summary>
internal sealed record NetworkAssumptions
{
    public static NetworkAssumptions None { get; } = new();

    /// <summary>Gets the activation between the layers of a file that names none; null where it does.</summary>
    public Activation? Activation { get; init; }

    /// <summary>Gets the slopes that were set in the place of those of the activations; null for none.</summary>
    public SlopeRange? Slopes { get; init; }

    /// <summary>Gets how arrays were read that could be read otherwise, one phrase each.</summary>
    public ImmutableArray<string> Readings { get; init; } = [];

    /// <summary>Gets the names of arrays of the file that are no part of the network.</summary>
    public ImmutableArray<string> UnusedArrays { get; init; } = [];

    /// <summary>Gets the operator behind the network that was left out; null for none.</summary>
    public string? FinalOperator { get; init; }

    /// <summary>Gets a value indicating whether the user asked for the network before its final operator, so that an output is one before it.</summary>
    public bool IsFinalOperatorNamed { get; init; }

    /// <summary>Gets a phrase for each.</summary>
    public ImmutableArray<string> Phrases
    {
        get
        {
            const int MostNames = 4;
            var phrases = ImmutableArray.CreateBuilder<string>();
            if (Slopes is { } slopes)
            {
                phrases.Add($"assuming slopes {slopes}");
            }
            else if (Activation is { } activation)
            {
                phrases.Add($"assuming {activation} between the layers");
            }

            phrases.AddRange(Readings);
            if (FinalOperator is { } final)
            {
                phrases.Add($"before the final {final}");
            }

            if (!UnusedArrays.IsEmpty)
            {
                string more = UnusedArrays.Length > MostNames ? $" and {UnusedArrays.Length - MostNames} more" : string.Empty;
                phrases.Add($"without {string.Join(", ", UnusedArrays.Take(MostNames))}{more}");
            }

            return phrases.ToImmutable();
        }
    }
}
