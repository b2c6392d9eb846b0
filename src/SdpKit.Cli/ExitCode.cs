namespace SdpKit.Cli;

/// <summary>Says how a command ended; the values are the process's exit codes.</summary>
internal static class ExitCode
{
    /// <summary>Optimal, a checked infeasibility, a proved bound or an accepted certificate.</summary>
    public const int Success = 0;

    /// <summary>Bad input or options; one line on stderr says where and what was expected.</summary>
    public const int BadInput = 1;

    /// <summary>Any other solver status: near optimal, stalled, a limit.</summary>
    public const int NotSolved = 2;

    /// <summary>Refused or not proved.</summary>
    public const int Refused = 3;

    /// <summary>A defect of the tool.</summary>
    public const int InternalError = 4;

    /// <summary>Ctrl+C.</summary>
    public const int Cancelled = 130;
}
