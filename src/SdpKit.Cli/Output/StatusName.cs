namespace SdpKit.Cli.Output;

/// <summary>Names statuses without asking the enumeration, which would read the metadata of its type: a hundredth of a process that solves a tiny problem.</summary>
internal static class StatusName
{
    /// <summary>Returns the name of a status.</summary>
    public static string Of(SolveStatus status) => status switch
    {
        SolveStatus.Optimal => nameof(SolveStatus.Optimal),
        SolveStatus.NearOptimal => nameof(SolveStatus.NearOptimal),
        SolveStatus.PrimalInfeasible => nameof(SolveStatus.PrimalInfeasible),
        SolveStatus.DualInfeasible => nameof(SolveStatus.DualInfeasible),
        _ => status.ToString(),
    };
}
