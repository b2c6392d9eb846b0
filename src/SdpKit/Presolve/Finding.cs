namespace SdpKit.Presolve;

/// <summary>Represents something that follows from the structure of a problem: its blocks, F_1..F_m, A and Q. Immutable.</summary>
/// <param name="Source">The problem it was found in.</param>
/// <param name="Value">What was found.</param>
internal sealed record Finding<T>(SdpProblem Source, T Value);

/// <summary>Makes findings.</summary>
internal static class Finding
{
    /// <summary>Returns what is known where it is about the structure of this problem, and looks for it otherwise.</summary>
    public static Finding<T> Of<T>(SdpProblem problem, Finding<T>? known, Func<SdpProblem, T> find) =>
        known is not null && SameStructure.Of(known.Source, problem) ? known : new Finding<T>(problem, find(problem));
}
