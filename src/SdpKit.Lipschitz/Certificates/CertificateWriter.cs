using System.Collections.Immutable;
using System.Text.Json;
using SdpKit.Formats;

namespace SdpKit.Lipschitz.Certificates;

/// <summary>Writes certificates as JSON, numbers as the shortest decimals that read back the same. Thread-safe.</summary>
public static class CertificateWriter
{
    /// <summary>Writes a certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="stream">Where to; left open.</param>
    public static void Write(LipschitzCertificate certificate, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(stream);
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory))
        {
            Write(certificate, writer);
        }

        ReadOnlySpan<byte> beginning = memory.GetBuffer().AsSpan(0, (int)memory.Length - 1);
        stream.Write(beginning);
        stream.Write(CertificateDigest.Ending(beginning));
    }

    /// <summary>Writes a certificate to a file, which is overwritten.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The certificate has a number that is not finite.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(LipschitzCertificate certificate, string path)
    {
        using FileStream stream = File.Create(path);
        Write(certificate, stream);
    }

    private static void Write(LipschitzCertificate certificate, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber(CertificateFields.Version, LipschitzCertificate.CurrentVersion);
        writer.WriteString(CertificateFields.Statement, certificate.Statement);
        WriteNumber(writer, CertificateFields.Bound, certificate.Bound);
        writer.WriteString(CertificateFields.Method, certificate.Method.ToString());
        WriteIndex(writer, CertificateFields.Output, certificate.Output.Index);
        WriteIndex(writer, CertificateFields.Subtracted, certificate.Output.Subtracted);
        WriteArray(writer, CertificateFields.Sizes, certificate.Sizes, size => writer.WriteNumberValue(size));
        writer.WriteString(CertificateFields.WeightsHash, certificate.WeightsHash);
        WriteArray(writer, CertificateFields.Slopes, certificate.Slopes, layer => WriteSlopes(writer, layer));
        if (!certificate.Assumptions.IsEmpty)
        {
            WriteArray(writer, CertificateFields.Assumptions, certificate.Assumptions, phrase => writer.WriteStringValue(phrase));
        }

        WriteNumber(writer, CertificateFields.Margin, certificate.Margin);
        WriteArray(writer, CertificateFields.Parts, certificate.Parts, part => WritePart(writer, part));
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double value)
    {
        writer.WritePropertyName(name);
        WriteNumber(writer, value);
    }

    private static void WriteNumber(Utf8JsonWriter writer, double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException(FormattableString.Invariant($"The certificate has the number {value}; its numbers must be finite."));
        }

        Span<byte> text = stackalloc byte[32];
        writer.WriteRawValue(text[..ExactDecimal.Write(value, text)]);
    }

    private static void WriteIndex(Utf8JsonWriter writer, string name, int? index)
    {
        if (index is { } value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>Writes one range where all neurons have the same, otherwise an array of ranges.</summary>
    private static void WriteSlopes(Utf8JsonWriter writer, ImmutableArray<SlopeRange> layer)
    {
        if (layer.All(range => range == layer[0]))
        {
            WriteRange(writer, layer[0]);
            return;
        }

        writer.WriteStartArray();
        foreach (SlopeRange range in layer)
        {
            WriteRange(writer, range);
        }

        writer.WriteEndArray();
    }

    private static void WriteRange(Utf8JsonWriter writer, SlopeRange range)
    {
        writer.WriteStartArray();
        WriteNumber(writer, range.Minimum);
        WriteNumber(writer, range.Maximum);
        writer.WriteEndArray();
    }

    private static void WritePart(Utf8JsonWriter writer, CertificatePart part)
    {
        writer.WriteStartObject();
        writer.WriteNumber(CertificateFields.FirstLayer, part.FirstLayer);
        writer.WriteNumber(CertificateFields.LastLayer, part.LastLayer);
        WriteNumber(writer, CertificateFields.Rho, part.Rho);
        WriteArray(writer, CertificateFields.Multipliers, part.Multipliers, layer => WriteNumbers(writer, layer));
        if (part.RhoExponent != 0 || !part.MultiplierExponents.IsEmpty)
        {
            writer.WriteNumber(CertificateFields.RhoExponent, part.RhoExponent);
            WriteArray(writer, CertificateFields.MultiplierExponents, part.MultiplierExponents, exponent => writer.WriteNumberValue(exponent));
        }

        writer.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, ImmutableArray<double> values)
    {
        writer.WriteStartArray();
        foreach (double value in values)
        {
            WriteNumber(writer, value);
        }

        writer.WriteEndArray();
    }

    private static void WriteArray<T>(Utf8JsonWriter writer, string name, ImmutableArray<T> values, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (T value in values)
        {
            write(value);
        }

        writer.WriteEndArray();
    }
}
