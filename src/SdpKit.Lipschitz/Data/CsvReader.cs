using System.Collections.Immutable;
using System.Text;
using SdpKit.Formats;

namespace SdpKit.Lipschitz.Data;

/// <summary>Reads points from text: one point a line, values separated by commas, the class as the last one.</summary>
/// <remarks>Classes are names, or whole numbers from 0. Where no names are known, those of the file count in ordinal order.</remarks>
internal static class CsvReader
{
    /// <exception cref="ProblemFormatException">A line is something else, has another number of values than the one before, or no class or an unknown one.</exception>
    public static LabelledData Read(ReadOnlyMemory<byte> bytes, string source, ImmutableArray<string> classNames, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(new SplicedStream(bytes, Stream.Null, default), Encoding.UTF8);
        var values = ImmutableArray.CreateBuilder<double>();
        var classes = new List<ClassField>();
        foreach (CsvLine line in CsvLine.ReadAll(reader, source, 1, "a class", cancellationToken))
        {
            line.AddNumbers(..^1, values);
            classes.Add(ClassField.Of(line));
        }

        int pointSize = values.Count / classes.Count;
        ImmutableArray<string> names = !classNames.IsEmpty || classes.TrueForAll(field => field.Number is not null)
            ? classNames
            : [.. classes.Select(field => field.Text).Distinct().Order(StringComparer.Ordinal)];
        return new LabelledData([pointSize], values.DrainToImmutable(), Labels(classes, names), names);
    }

    /// <summary>Finds the number of each class: its place among the names, or the number that it is in a file without names.</summary>
    private static ImmutableArray<int> Labels(List<ClassField> classes, ImmutableArray<string> names)
    {
        Dictionary<string, int> places = names.Select((name, place) => (name, place)).ToDictionary(StringComparer.Ordinal);

        // Names that are numbers leave no doubt only where nothing else is taken for a number.
        bool hasNumbers = names.All(name => !CsvLine.TryRead(name, out _)) && classes.TrueForAll(field => field.Number is not null);
        if (hasNumbers)
        {
            return [.. classes.Select(field => names.IsEmpty || field.Number < names.Length ? field.Number!.Value : throw field.Unknown(names, $", or a number from 0 to {names.Length - 1}"))];
        }

        return [.. classes.Select(field => places.TryGetValue(field.Text, out int place) ? place : throw field.Unknown(names, ""))];
    }

    /// <summary>Represents the class of a point as its line has it.</summary>
    /// <param name="Source">The file.</param>
    /// <param name="Line">The line, from 1.</param>
    /// <param name="Column">The column, from 1.</param>
    /// <param name="Text">The class, without quotation marks.</param>
    /// <param name="Number">The whole number that it is; null where it is none.</param>
    private readonly record struct ClassField(string Source, int Line, int Column, string Text, int? Number)
    {
        private const int ListedNames = 12;

        public static ClassField Of(CsvLine line)
        {
            int last = line.Fields.Length - 1;
            string text = line.Fields[^1].Trim().Trim('"').Trim();
            bool isNumber = CsvLine.TryRead(text, out double number) && number == Math.Floor(number) && number is >= 0.0 and <= int.MaxValue;
            return text.Length > 0
                ? new ClassField(line.Source, line.Number, line.ColumnOf(last), text, isNumber ? (int)number : null)
                : throw new ProblemFormatException(line.Source, line.Number, line.ColumnOf(last), "found nothing; expected a class");
        }

        public ProblemFormatException Unknown(ImmutableArray<string> names, string orElse)
        {
            string list = string.Join(", ", names.Take(ListedNames)) + (names.Length > ListedNames ? $", ... ({names.Length} in all)" : "");
            return new ProblemFormatException(Source, Line, Column, $"found the class {Quotation.Of(Text)}; expected one of those that the network was trained on: {list}{orElse}");
        }
    }
}
