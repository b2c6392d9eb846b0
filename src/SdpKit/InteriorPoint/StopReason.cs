namespace SdpKit.InteriorPoint;

/// <summary>Says why the loop ended, before the checker has had its say.</summary>
internal enum StopReason
{
    /// <summary>All errors are within the tolerance.</summary>
    Converged,

    /// <summary>(Y, v) is a ray that proves primal infeasibility.</summary>
    PrimalRay,

    /// <summary>x is a ray that proves dual infeasibility.</summary>
    DualRay,

    /// <summary>No progress for several iterations, or steps too short.</summary>
    Stalled,

    /// <summary>The Schur complement or a factorisation held values that are not numbers.</summary>
    Breakdown,

    /// <summary>From this point on, arithmetic with more digits makes better progress.</summary>
    PrecisionSpent,

    IterationLimit,

    TimeLimit,

    Cancelled,
}
