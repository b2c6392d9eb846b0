using System.Collections.Immutable;
using System.Globalization;
using SdpKit.Verification;

namespace SdpKit.Cli.Output;

/// <summary>Writes the lines of a summary for people: a name, then a value, invariantly.</summary>
internal static class TextOutput
{
    /// <summary>The width of the names.</summary>
    public const int NameWidth = 20;

    /// <summary>Writes one line.</summary>
    public static void WriteField(this TextWriter output, string name, FormattableString value) =>
        output.WriteLine($"{name,-NameWidth}{value.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Writes a line for each note.</summary>
    public static void WriteNotes(this TextWriter output, ImmutableArray<string> notes)
    {
        foreach (string note in notes)
        {
            output.WriteField("note", $"{note}");
        }
    }

    /// <summary>Writes the six errors.</summary>
    public static void WriteErrors(this TextWriter output, DimacsErrors errors)
    {
        output.WriteField("largest error", $"{errors.Largest:0.00e+00}");
        output.WriteField("  dual residual", $"{errors.DualResidual:0.00e+00}");
        output.WriteField("  dual cone", $"{errors.DualCone:0.00e+00}");
        output.WriteField("  primal residual", $"{errors.PrimalResidual:0.00e+00}");
        output.WriteField("  primal cone", $"{errors.PrimalCone:0.00e+00}");
        output.WriteField("  gap", $"{errors.Gap:0.00e+00}");
        output.WriteField("  complementarity", $"{errors.Complementarity:0.00e+00}");
    }
}
