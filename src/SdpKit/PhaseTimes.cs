namespace SdpKit;

/// <summary>Represents the wall-clock time that each part of a solve took; together they are the time of the solve. Immutable and thread-safe.</summary>
public sealed record PhaseTimes
{
    /// <summary>Gets the time of simplifying the problem and of finding out how its Schur complement is formed.</summary>
    public TimeSpan Presolve { get; init; }

    /// <summary>Gets the time of forming Schur complements.</summary>
    public TimeSpan SchurFormation { get; init; }

    /// <summary>Gets the time of factoring them.</summary>
    public TimeSpan SchurFactorisation { get; init; }

    /// <summary>Gets the time of inverting X.</summary>
    public TimeSpan Inverse { get; init; }

    /// <summary>Gets the time of the directions' products and solutions.</summary>
    public TimeSpan Products { get; init; }

    /// <summary>Gets the time of finding the steps and of factoring X and Y at their ends.</summary>
    public TimeSpan StepLength { get; init; }

    /// <summary>Gets the time of the checker.</summary>
    public TimeSpan Check { get; init; }

    /// <summary>Gets the time of all else: measuring iterates, arithmetic with more digits, copying the answer out.</summary>
    public TimeSpan Other { get; init; }
}
