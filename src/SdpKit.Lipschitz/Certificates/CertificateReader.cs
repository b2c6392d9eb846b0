using System.Collections.Immutable;
using System.Text.Json;

namespace SdpKit.Lipschitz.Certificates;

/// <summary>Reads certificates, and refuses those that were changed after they were written. Thread-safe.</summary>
public static class CertificateReader
{
    /// <summary>The most neurons of layers for which the file has one range of slopes each, so that a short file does not take much memory.</summary>
    private const long MostNeurons = 1 << 20;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    private static readonly string[] Members =
    [
        CertificateFields.Version, CertificateFields.Statement, CertificateFields.Bound, CertificateFields.Method, CertificateFields.Output, CertificateFields.Subtracted, CertificateFields.Sizes,
        CertificateFields.WeightsHash, CertificateFields.Slopes, CertificateFields.Assumptions, CertificateFields.Margin, CertificateFields.Parts, CertificateFields.Digest,
    ];

    private static readonly string[] PartMembers =
    [
        CertificateFields.FirstLayer, CertificateFields.LastLayer, CertificateFields.Rho, CertificateFields.Multipliers, CertificateFields.RhoExponent, CertificateFields.MultiplierExponents,
    ];

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
            using JsonDocument document = JsonDocument.Parse(memory.GetBuffer().AsMemory(0, (int)memory.Length), Options);
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException or KeyNotFoundException)
        {
            throw new CertificateFormatException($"The file is not a certificate: {Printable(exception.Message)}");
        }
    }

    /// <summary>Makes one line of a message, which may quote the file.</summary>
    private static string Printable(string message) => string.Concat(message.Select(letter => letter is >= ' ' and < '\u007f' ? letter : ' '));

    private static LipschitzCertificate Read(JsonElement root)
    {
        int version = root.GetProperty(CertificateFields.Version).GetInt32();
        if (version != LipschitzCertificate.CurrentVersion)
        {
            throw new FormatException($"it has version {version}, expected {LipschitzCertificate.CurrentVersion}.");
        }

        ThrowUnlessKnown(root, Members);
        ImmutableArray<int> sizes = [.. root.GetProperty(CertificateFields.Sizes).EnumerateArray().Select(size => size.GetInt32())];
        ImmutableArray<JsonElement> slopes = [.. root.GetProperty(CertificateFields.Slopes).EnumerateArray()];
        if (slopes.Length != sizes.Length - 1)
        {
            throw new FormatException($"it has slopes of {slopes.Length} layers, expected {sizes.Length - 1}.");
        }

        if (sizes.Any(size => size < 1) || sizes.Sum(size => (long)size) > MostNeurons)
        {
            throw new FormatException($"it has layers of {string.Join(", ", sizes.Take(8))} neurons, expected at least 1 in each and at most {MostNeurons} in all.");
        }

        var certificate = new LipschitzCertificate
        {
            Bound = ReadNumber(root.GetProperty(CertificateFields.Bound)),
            Method = ReadMethod(root.GetProperty(CertificateFields.Method).GetString()),
            Output = ReadOutput(root.GetProperty(CertificateFields.Output), root.GetProperty(CertificateFields.Subtracted)),
            Sizes = sizes,
            WeightsHash = root.GetProperty(CertificateFields.WeightsHash).GetString() ?? "",
            Slopes = [.. slopes.Select((layer, l) => ReadSlopes(layer, sizes[l + 1]))],
            Assumptions = root.TryGetProperty(CertificateFields.Assumptions, out JsonElement assumptions) ? [.. assumptions.EnumerateArray().Select(phrase => phrase.GetString() ?? "")] : [],
            Margin = ReadNumber(root.GetProperty(CertificateFields.Margin)),
            Parts = [.. root.GetProperty(CertificateFields.Parts).EnumerateArray().Select(ReadPart)],
        };
        return root.GetProperty(CertificateFields.Statement).GetString() == certificate.Statement
            ? certificate
            : throw new FormatException("its statement is not what its other members say.");
    }

    private static void ThrowUnlessKnown(JsonElement owner, string[] members)
    {
        if (owner.EnumerateObject().FirstOrDefault(member => !members.Contains(member.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            throw new FormatException($"it has the member \"{unknown.Name}\", which certificates do not have.");
        }
    }

    private static double ReadNumber(JsonElement number) => number.GetDouble() is var value && double.IsFinite(value)
        ? value
        : throw new FormatException($"it has the number {number.GetRawText()}, expected one that is finite as a double.");

    private static LipschitzMethod ReadMethod(string? name) =>
        Enum.TryParse(name, out LipschitzMethod method) && method.ToString() == name ? method : throw new FormatException("it has a method that is not known.");

    private static OutputSelection ReadOutput(JsonElement output, JsonElement subtracted) =>
        output.ValueKind == JsonValueKind.Null
            ? subtracted.ValueKind == JsonValueKind.Null ? OutputSelection.All : throw new FormatException("it subtracts an output from none.")
        : subtracted.ValueKind == JsonValueKind.Null ? OutputSelection.Of(output.GetInt32())
        : OutputSelection.Margin(output.GetInt32(), subtracted.GetInt32());

    private static ImmutableArray<SlopeRange> ReadSlopes(JsonElement layer, int size) => layer.EnumerateArray().FirstOrDefault().ValueKind == JsonValueKind.Number
        ? [.. Enumerable.Repeat(ReadRange(layer), size)]
        : [.. layer.EnumerateArray().Select(ReadRange)];

    private static SlopeRange ReadRange(JsonElement range) => range.GetArrayLength() == 2
        ? new SlopeRange(ReadNumber(range[0]), ReadNumber(range[1]))
        : throw new FormatException($"it has {range.GetArrayLength()} numbers as a range of slopes, expected 2.");

    private static CertificatePart ReadPart(JsonElement part)
    {
        ThrowUnlessKnown(part, PartMembers);
        return new CertificatePart(
            part.GetProperty(CertificateFields.FirstLayer).GetInt32(),
            part.GetProperty(CertificateFields.LastLayer).GetInt32(),
            ReadNumber(part.GetProperty(CertificateFields.Rho)),
            [.. part.GetProperty(CertificateFields.Multipliers).EnumerateArray().Select(layer => layer.EnumerateArray().Select(ReadNumber).ToImmutableArray())])
        {
            RhoExponent = part.TryGetProperty(CertificateFields.RhoExponent, out JsonElement exponent) ? exponent.GetInt32() : 0,
            MultiplierExponents = part.TryGetProperty(CertificateFields.MultiplierExponents, out JsonElement exponents) ? [.. exponents.EnumerateArray().Select(value => value.GetInt32())] : [],
        };
    }
}
