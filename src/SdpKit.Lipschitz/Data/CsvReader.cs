using System.Collections.Immutable;
using System.Text;
using SdpKit.Formats;

namespace SdpKit.Lipschitz.Data;

/// <summary>Reads points from text: one point a line, values separated by commas, the class as the last one.</summary>
/// <remarks>Classes are whole numbers from 0, or names, which count in ordinal order.</remarks>
internal static class CsvReader
{
    /// <exception cref="ProblemFormatException">A line is something else, or has another number of values than the one before.</exception>
    public static LabelledData Read(ReadOnlyMemory<byte> bytes, string source, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(new SplicedStream(bytes, Stream.Null, default), Encoding.UTF8);
        var values = ImmutableArray.CreateBuilder<double>();
        var classes = new List<string>();
        foreach (CsvLine line in CsvLine.ReadAll(reader, source, 1, "a class", cancellationToken))
        {
            line.AddNumbers(..^1, values);
            classes.Add(line.Fields[^1].Trim().Trim('"'));
        }

        return Label(values.Count / classes.Count, values.DrainToImmutable(), classes);
    }

    private static LabelledData Label(int pointSize, ImmutableArray<double> values, List<string> classes)
    {
        var numbers = new int[classes.Count];
        for (int k = 0; k < numbers.Length; k++)
        {
            if (!CsvLine.TryRead(classes[k], out double number) || number != Math.Floor(number) || number is < 0.0 or > int.MaxValue)
            {
                ImmutableArray<string> names = [.. classes.Distinct().Order(StringComparer.Ordinal)];
                return new LabelledData([pointSize], values, [.. classes.Select(name => names.BinarySearch(name, StringComparer.Ordinal))], names);
            }

            numbers[k] = (int)number;
        }

        return new LabelledData([pointSize], values, [.. numbers]);
    }
}
