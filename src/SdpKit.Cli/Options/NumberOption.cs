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

    /// <summary>Makes an option that takes a whole number.</summary>
    public static Option<int> Whole(string name, string description, int defaultValue, int least, int greatest) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) || value < least || value > greatest)
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: found '{text}', expected a whole number from {least} to {greatest}"));
            }

            return value;
        },
    };

    /// <summary>Reads the number of an option; where it is none, null, and the command line gains an error.</summary>
    public static double? ParseReal(ArgumentResult result, string name, double least, double greatest)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        string text = result.Tokens[^1].Value;
        if (double.TryParse(text, Style, CultureInfo.InvariantCulture, out double value) && value >= least && value <= greatest)
        {
            return value;
        }

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: found '{text}', expected a number from {least:R} to {greatest:R}"));
        return null;
    }
}
