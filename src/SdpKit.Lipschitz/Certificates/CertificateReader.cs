using System.Collections.Immutable;
using System.Text.Json;

namespace SdpKit.Lipschitz.Certificates;

/// <summary>Reads certificates, and refuses those that were changed after they were written. Thread-safe.</summary>
public static class CertificateReader
{
    /// <summary>Reads a certificate from a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CertificateFormatException">The file is not a certificate, or its digest is not that of its content.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static LipschitzCertificate Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream);
    }

    /// <summary>Reads a certificate to the end of a stream.</summary>
    /// <param name="stream">The stream; left open.</param>
    /// <exception cref="CertificateFormatException">It is not a certificate, or its digest is not that of its content.</exception>
    public static LipschitzCertificate Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        CertificateDigest.ThrowUnlessRight(memory.GetBuffer().AsSpan(0, (int)memory.Length));
        try
        {
            using JsonDocument document = JsonDocument.Parse(memory.GetBuffer().AsMemory(0, (int)memory.Length));
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException or KeyNotFoundException)
        {
            throw new CertificateFormatException($"The file is not a certificate: {exception.Message}");
        }
    }

    private static LipschitzCertificate Read(JsonElement root)
    {
        int version = root.GetProperty(CertificateFields.Version).GetInt32();
        if (version != LipschitzCertificate.CurrentVersion)
        {
            throw new FormatException($"it has version {version}, expected {LipschitzCertificate.CurrentVersion}.");
        }

        ImmutableArray<int> sizes = [.. root.GetProperty(CertificateFields.Sizes).EnumerateArray().Select(size => size.GetInt32())];
        ImmutableArray<JsonElement> slopes = [.. root.GetProperty(CertificateFields.Slopes).EnumerateArray()];
        if (slopes.Length != sizes.Length - 1)
        {
            throw new FormatException($"it has slopes of {slopes.Length} layers, expected {sizes.Length - 1}.");
        }

        return new LipschitzCertificate
        {
            Bound = root.GetProperty(CertificateFields.Bound).GetDouble(),
            Method = Enum.Parse<LipschitzMethod>(root.GetProperty(CertificateFields.Method).GetString()!),
            Output = ReadOutput(root.GetProperty(CertificateFields.Output), root.GetProperty(CertificateFields.Subtracted)),
            Sizes = sizes,
            WeightsHash = root.GetProperty(CertificateFields.WeightsHash).GetString() ?? "",
            Slopes = [.. slopes.Select((layer, l) => ReadSlopes(layer, sizes[l + 1]))],
            Margin = root.GetProperty(CertificateFields.Margin).GetDouble(),
            Parts = [.. root.GetProperty(CertificateFields.Parts).EnumerateArray().Select(ReadPart)],
        };
    }

    private static OutputSelection ReadOutput(JsonElement output, JsonElement subtracted) =>
        output.ValueKind == JsonValueKind.Null ? OutputSelection.All
        : subtracted.ValueKind == JsonValueKind.Null ? OutputSelection.Of(output.GetInt32())
        : OutputSelection.Margin(output.GetInt32(), subtracted.GetInt32());

    private static ImmutableArray<SlopeRange> ReadSlopes(JsonElement layer, int size) => layer[0].ValueKind == JsonValueKind.Number
        ? [.. Enumerable.Repeat(ReadRange(layer), size)]
        : [.. layer.EnumerateArray().Select(ReadRange)];

    private static SlopeRange ReadRange(JsonElement range) => new(range[0].GetDouble(), range[1].GetDouble());

    private static CertificatePart ReadPart(JsonElement part) => new(
        part.GetProperty(CertificateFields.FirstLayer).GetInt32(),
        part.GetProperty(CertificateFields.LastLayer).GetInt32(),
        part.GetProperty(CertificateFields.Rho).GetDouble(),
        [.. part.GetProperty(CertificateFields.Multipliers).EnumerateArray().Select(layer => layer.EnumerateArray().Select(value => value.GetDouble()).ToImmutableArray())]);
}
