namespace SdpKit.Cli.Output;

/// <summary>Names the parts of a solve as JSON has them.</summary>
internal static class PhaseSeconds
{
    /// <summary>Lists the seconds of each part by its name.</summary>
    public static IEnumerable<KeyValuePair<string, double>> Of(PhaseTimes times) =>
    [
        new("check", times.Check.TotalSeconds),
        new("inverse", times.Inverse.TotalSeconds),
        new("other", times.Other.TotalSeconds),
        new("presolve", times.Presolve.TotalSeconds),
        new("products", times.Products.TotalSeconds),
        new("schurFactorisation", times.SchurFactorisation.TotalSeconds),
        new("schurFormation", times.SchurFormation.TotalSeconds),
        new("stepLength", times.StepLength.TotalSeconds),
    ];
}
