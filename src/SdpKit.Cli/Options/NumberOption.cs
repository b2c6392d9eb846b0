using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SdpKit.Cli.Options;

/// <summary>Makes options that take a number: read whole and invariantly, so that 0,5 and 1e400 and NaN are errors.</summary>
internal static class NumberOption
{
    /// <summary>Makes an option that takes a real number.</summary>
    public static Option<double> Real(string name, string description, double defaultValue, double least, double greatest) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result => ParseReal(result, name, least, greatest) ?? defaultValue,
    };

    /// <summary>Makes an option that takes a real number; null where it is not given.</summary>
    public static Option<double?> Optional(string name, string description, double least, double greatest) => new(name)
    {
        Description = description,
        CustomParser = result => ParseReal(result, name, least, greatest),
    };

    /// <summary>Makes an option that takes a whole number.</summary>
    public static Option<int> Whole(string name, string description, int defaultValue, int least, int greatest) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result => ParseWhole(result, name, least, greatest) ?? defaultValue,
    };

    /// <summary>Makes an option that takes a whole number; null where it is not given.</summary>
    public static Option<int?> OptionalWhole(string name, string description, int least, int greatest) => new(name)
    {
        Description = description,
        CustomParser = result => ParseWhole(result, name, least, greatest),
    };

    /// <summary>Makes an option that takes real numbers with commas between them; an empty array where it is not given.</summary>
    public static Option<double[]> Reals(string name, string description, string helpName, double least, double greatest) => new(name)
    {
        Description = description,
        HelpName = helpName,
        Arity = ArgumentArity.ExactlyOne,
        DefaultValueFactory = _ => [],
        CustomParser = result => ParseList(result, name, $"numbers from {Text(least)} to {Text(greatest)} with commas between them", text => ParseReal(text, least, greatest)) ?? [],
    };

    /// <summary>Reads the number of an option; where it is none, null, and the command line gains an error.</summary>
    public static double? ParseReal(ArgumentResult result, string name, double least, double greatest)
    {
        string text = result.Tokens[^1].Value;
        double? value = ParseReal(text, least, greatest);
        if (value is null)
        {
            result.AddError($"{name}: found '{text}', expected a number from {Text(least)} to {Text(greatest)}");
        }

        return value;
    }

    /// <summary>Reads the parts of an option's value between its commas; where one is not as expected, null, and the command line gains an error.</summary>
    /// <param name="result">The value.</param>
    /// <param name="name">The option.</param>
    /// <param name="expected">What the message says was expected.</param>
    /// <param name="parse">Reads a part; null where it is not as expected.</param>
    /// <param name="count">The number of parts; any unless given.</param>
    public static T[]? ParseList<T>(ArgumentResult result, string name, string expected, Func<string, T?> parse, int? count = null)
        where T : struct
    {
        string text = result.Tokens[^1].Value;
        T?[] parts = [.. text.Split(',').Select(parse)];
        if (parts.All(part => part is not null) && (count ?? parts.Length) == parts.Length)
        {
            return [.. parts.Select(part => part!.Value)];
        }

        result.AddError($"{name}: found '{text}', expected {expected}");
        return null;
    }

    private static int? ParseWhole(ArgumentResult result, string name, int least, int greatest)
    {
        string text = result.Tokens[^1].Value;
        int? value = ParseWhole(text, least, greatest);
        if (value is null)
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: found '{text}', expected a whole number from {least} to {greatest}"));
        }

        return value;
    }

    /// <summary>Reads a whole number, invariantly; null where the text is none.</summary>
    public static int? ParseWhole(string text, int least, int greatest) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= greatest ? value : null;

    /// <summary>Reads a real number, invariantly; null where the text is none.</summary>
    public static double? ParseReal(string text, double least, double greatest)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Style, CultureInfo.InvariantCulture, out double value) && value >= least && value <= greatest ? value : null;
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
