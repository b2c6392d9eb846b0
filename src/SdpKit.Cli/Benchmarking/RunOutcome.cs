namespace SdpKit.Cli.Benchmarking;

/// <summary>Says how a measured run ended.</summary>
internal enum RunOutcome
{
    /// <summary>The solver ended by itself and left an answer that could be read and checked, good or bad.</summary>
    Answered,

    /// <summary>The run was ended at the time limit; its time is a lower bound.</summary>
    TimeLimit,

    /// <summary>The solver ended without a readable answer.</summary>
    Failed,
}
