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
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            bool read = double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value);
            if (read && value >= least && value <= greatest)
            {
                return value;
            }

            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: found '{text}', expected a number from {least:R} to {greatest:R}"));
            return defaultValue;
        },
    };

    /// <summary>Makes an option that takes a whole number.</summary>
    public static Option<int> Whole(string name, string description, int defaultValue, int least, int greatest) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= greatest)
            {
                return value;
            }

            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: found '{text}', expected a whole number from {least} to {greatest}"));
            return defaultValue;
        },
    };
}
