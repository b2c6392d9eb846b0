namespace SdpKit.Cli.Benchmarking;

/// <summary>Represents one run of one solver on one problem: a row of the results file.</summary>
internal sealed record MeasuredRun
{
    /// <summary>The largest absolute DIMACS error, by the checker, up to which an answer counts.</summary>
    public const double CountedError = 1e-4;

    /// <summary>The largest relative residual, by the checker, up to which a ray counts.</summary>
    public const double CountedRayResidual = 1e-8;

    public required string Problem { get; init; }

    public required string Solver { get; init; }

    public required string Version { get; init; }

    public required int Threads { get; init; }

    /// <summary>Gets the number of the repetition, from 0.</summary>
    public required int Repeat { get; init; }

    /// <summary>Gets m, the problem's number of variables.</summary>
    public int VariableCount { get; init; }

    /// <summary>Gets n, the sum of the orders of the problem's blocks.</summary>
    public long MatrixOrder { get; init; }

    public required RunOutcome Outcome { get; init; }

    /// <summary>Gets the wall-clock seconds from the start of the process to its end; of the call, for a run inside this process.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>Gets the limit that the run was given, or null for none.</summary>
    public double? LimitSeconds { get; init; }

    /// <summary>Gets the seconds of the solve alone, as the solver states them; null where it does not.</summary>
    public double? SolveSeconds { get; init; }

    /// <summary>Gets the seconds of each phase of the solve, as SdpKit reports them.</summary>
    public IReadOnlyDictionary<string, double>? Phases { get; init; }

    public int? Iterations { get; init; }

    public long? PeakMemoryBytes { get; init; }

    /// <summary>Gets how the solver itself names its end.</summary>
    public string? Status { get; init; }

    public double? Objective { get; init; }

    public double? DualObjective { get; init; }

    /// <summary>Gets the six DIMACS errors, recomputed by the checker from the solution file.</summary>
    public double[]? DimacsErrors { get; init; }

    /// <summary>Gets the residual of the better of the two rays in the answer, recomputed by the checker; null unless the errors do not count.</summary>
    public double? RayResidual { get; init; }

    /// <summary>Gets what went wrong, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Gets the machine's one-minute load average just before the run, where the system tells it.</summary>
    public double? LoadAverage { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets the largest absolute DIMACS error; not a number where one of them is not.</summary>
    public double? LargestError() => DimacsErrors?.Aggregate(0.0, (largest, error) => Math.Max(largest, Math.Abs(error)));

    /// <summary>Says whether the checker takes the answer as a ray that proves infeasibility.</summary>
    public bool HasRay() => RayResidual <= CountedRayResidual;

    /// <summary>Says whether the checker takes the answer: small errors, or a ray that proves infeasibility.</summary>
    public bool Counts() => Outcome == RunOutcome.Answered && (LargestError() <= CountedError || HasRay());
}
