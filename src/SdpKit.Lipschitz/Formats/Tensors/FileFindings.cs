using SdpKit.Formats;

namespace SdpKit.Lipschitz.Formats.Tensors;

/// <summary>Collects what the reader of a file that holds arrays finds beside the layers.</summary>
internal sealed class FileFindings
{
    /// <summary>Gets one sentence each on what was resolved or left out.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Gets the names of what is no part of the network, in quotation marks.</summary>
    public List<string> UnusedArrays { get; } = [];

    /// <summary>Gets the activations that this library has written into the file; null for none.</summary>
    public string? Activations { get; init; }

    /// <summary>Gets the class names that this library has written into the file; null for none.</summary>
    public string? ClassNames { get; init; }

    /// <summary>Notes names of what is no part of the network.</summary>
    public void NoteUnused(IEnumerable<string> names)
    {
        string[] quoted = [.. names.Select(name => Quotation.Of(name))];
        if (quoted.Length > 0)
        {
            UnusedArrays.AddRange(quoted);
            Notes.Add($"Not part of the network: {string.Join(", ", quoted)}.");
        }
    }
}
