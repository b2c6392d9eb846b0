using System.Collections.Immutable;
using System.Globalization;
using SdpKit.Formats;

namespace SdpKit.Lipschitz.Data;

/// <summary>Represents a line of a csv file that holds a point: its values, and then what belongs to it.</summary>
/// <param name="Source">The name of the file, for messages.</param>
/// <param name="Number">The number of the line, from 1.</param>
/// <param name="Fields">What stands between the commas.</param>
internal readonly record struct CsvLine(string Source, int Number, string[] Fields)
{
    /// <summary>Reads all such lines. Empty lines and lines that begin with # are skipped, and a first line of headings.</summary>
    /// <param name="reader">The content.</param>
    /// <param name="source">The name of the file, for messages.</param>
    /// <param name="endingSize">The number of fields after the values of the point.</param>
    /// <param name="ending">What they are, for messages.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ProblemFormatException">A line has too few fields, or another number of them than the one before; or there is none.</exception>
    public static IEnumerable<CsvLine> ReadAll(TextReader reader, string source, int endingSize, string ending, CancellationToken cancellationToken)
    {
        int count = 0;
        bool isFirst = true;
        for (int number = 1; reader.ReadLine() is { } text; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string[] fields = text.Split(',');
            bool isHeading = count == 0 && fields.Length > 1 && !fields.Any(field => TryRead(field, out _));
            if (string.IsNullOrWhiteSpace(text) || text.StartsWith('#') || isHeading)
            {
                count = isHeading ? fields.Length : count;
                continue;
            }

            if (fields.Length <= endingSize || (count > 0 && fields.Length != count))
            {
                string expected = count > endingSize ? $"{count - endingSize} and {ending}, as before" : $"some and {ending}";
                throw new ProblemFormatException(source, number, 1, $"found {fields.Length} values; expected {expected}, separated by commas");
            }

            (count, isFirst) = (fields.Length, false);
            yield return new CsvLine(source, number, fields);
        }

        if (isFirst)
        {
            throw new ProblemFormatException(source, 0, 0, $"found no point; expected lines of numbers and {ending}, separated by commas");
        }
    }

    /// <summary>Adds the numbers of some fields to a list.</summary>
    /// <exception cref="ProblemFormatException">One is no finite number.</exception>
    public void AddNumbers(Range range, ImmutableArray<double>.Builder values)
    {
        (int start, int length) = range.GetOffsetAndLength(Fields.Length);
        for (int i = start; i < start + length; i++)
        {
            values.Add(TryRead(Fields[i], out double value)
                ? value
                : throw new ProblemFormatException(Source, Number, ColumnOf(i), $"found {Quotation.Of(Fields[i])}; expected a finite number"));
        }
    }

    /// <summary>Gets the column, from 1, in which a field begins.</summary>
    public int ColumnOf(int field) => 1 + Fields[..field].Sum(before => before.Length + 1);

    /// <summary>Reads a finite number, with quotation marks or without.</summary>
    public static bool TryRead(string field, out double value) =>
        double.TryParse(field.AsSpan().Trim().Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
