using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SdpKit.Formats;

namespace SdpKit.Lipschitz.Data;

/// <summary>Reads points from text: one point a line, values separated by commas, the class as the last one. Empty lines and lines that begin with # are skipped, and a first line of headings.</summary>
/// <remarks>Classes are whole numbers from 0, or names, which count in ordinal order.</remarks>
internal static class CsvReader
{
    /// <exception cref="ProblemFormatException">A line is something else, or has another number of values than the one before.</exception>
    public static LabelledData Read(ReadOnlyMemory<byte> bytes, string source, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(new SplicedStream(bytes, Stream.Null, default), Encoding.UTF8);
        var values = ImmutableArray.CreateBuilder<double>();
        var classes = new List<string>();
        int pointSize = 0;
        for (int line = 1; reader.ReadLine() is { } text; line++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string[] fields = text.Split(',');
            bool isHeading = classes.Count == 0 && pointSize == 0 && fields.Length > 1 && !fields.Any(field => TryRead(field, out _));
            if (string.IsNullOrWhiteSpace(text) || text.StartsWith('#') || isHeading)
            {
                pointSize = isHeading ? fields.Length - 1 : pointSize;
                continue;
            }

            if (fields.Length < 2 || (pointSize > 0 && fields.Length != pointSize + 1))
            {
                throw new ProblemFormatException(source, line, 1, $"found {fields.Length} values; expected {(pointSize > 0 ? $"{pointSize} and a class, as before" : "some and a class")}, separated by commas");
            }

            pointSize = fields.Length - 1;
            AddPoint(values, fields, source, line);
            classes.Add(fields[^1].Trim().Trim('"'));
        }

        return classes.Count > 0
            ? Label(pointSize, values.DrainToImmutable(), classes)
            : throw new ProblemFormatException(source, 0, 0, "found no point; expected lines of numbers and a class, separated by commas");
    }

    private static void AddPoint(ImmutableArray<double>.Builder values, string[] fields, string source, int line)
    {
        int column = 1;
        foreach (string field in fields.AsSpan(..^1))
        {
            values.Add(TryRead(field, out double value)
                ? value
                : throw new ProblemFormatException(source, line, column, $"found {Quotation.Of(field)}; expected a finite number"));
            column += field.Length + 1;
        }
    }

    private static LabelledData Label(int pointSize, ImmutableArray<double> values, List<string> classes)
    {
        var numbers = new int[classes.Count];
        for (int k = 0; k < numbers.Length; k++)
        {
            if (!TryRead(classes[k], out double number) || number != Math.Floor(number) || number is < 0.0 or > int.MaxValue)
            {
                ImmutableArray<string> names = [.. classes.Distinct().Order(StringComparer.Ordinal)];
                return new LabelledData([pointSize], values, [.. classes.Select(name => names.BinarySearch(name, StringComparer.Ordinal))], names);
            }

            numbers[k] = (int)number;
        }

        return new LabelledData([pointSize], values, [.. numbers]);
    }

    private static bool TryRead(string field, out double value) =>
        double.TryParse(field.AsSpan().Trim().Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
