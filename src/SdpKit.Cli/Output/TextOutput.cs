using System.Globalization;
using SdpKit.Verification;

namespace SdpKit.Cli.Output;

/// <summary>Writes the lines of a summary for people: a name, then a value, invariantly.</summary>
internal static class TextOutput
{
    /// <summary>Writes one line.</summary>
    public static void WriteField(this TextWriter output, string name, FormattableString value) =>
        output.WriteLine($"{name,-20}{value.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Writes the six errors.</summary>
    public static void WriteErrors(this TextWriter output, DimacsErrors errors)
    {
        output.WriteField("largest error", $"{errors.Largest:E2}");
        output.WriteField("  dual residual", $"{errors.DualResidual:E2}");
        output.WriteField("  dual cone", $"{errors.DualCone:E2}");
        output.WriteField("  primal residual", $"{errors.PrimalResidual:E2}");
        output.WriteField("  primal cone", $"{errors.PrimalCone:E2}");
        output.WriteField("  gap", $"{errors.Gap:E2}");
        output.WriteField("  complementarity", $"{errors.Complementarity:E2}");
    }
}
