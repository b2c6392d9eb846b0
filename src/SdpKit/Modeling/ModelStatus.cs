namespace SdpKit.Modeling;

/// <summary>Says how the solve of a model ended, in the words of the model; <see cref="ModelSolution.Advice"/> says what to do next.</summary>
public enum ModelStatus
{
    /// <summary>The values are a solution: all errors, as checked, are within the tolerance.</summary>
    Optimal,

    /// <summary>The values are a solution within 1000 times the tolerance.</summary>
    NearOptimal,

    /// <summary>No values satisfy the constraints, so that there are none; the duals are the proof, which the checker has accepted.</summary>
    Infeasible,

    /// <summary>There are no best values, but a direction along which the objective improves without end (<see cref="ModelSolution.Direction"/>), which the checker has accepted; the model is unbounded unless it is infeasible too.</summary>
    Unbounded,

    /// <summary>The limit of iterations was reached; the values are the best iterate.</summary>
    IterationLimit,

    /// <summary>The limit of time was reached; the values are the best iterate.</summary>
    TimeLimit,

    /// <summary>No further progress was possible in double precision; the values are the best iterate.</summary>
    Stalled,

    /// <summary>A factorisation broke down; the values are the best iterate.</summary>
    NumericalFailure,

    /// <summary>The caller cancelled; the values are the best iterate.</summary>
    Cancelled,
}
