namespace SdpKit;

/// <summary>Says why a solve ended and what the returned vectors are.</summary>
/// <remarks>Primal is the inequality form: minimize c'x + x'Qx/2 subject to X = sum x_i F_i - F_0 positive semidefinite, Ax = b.</remarks>
public enum SolveStatus
{
    /// <summary>All six DIMACS errors of the original problem are within the tolerance. x, X, Y, v are the solution.</summary>
    Optimal,

    /// <summary>All six errors are within 1000 times the tolerance. x, X, Y, v are the best iterate.</summary>
    NearOptimal,

    /// <summary>No x satisfies the constraints: (Y, v) is a ray that the checker accepts. x and X are the last iterate, zero where presolve found the ray.</summary>
    PrimalInfeasible,

    /// <summary>No (Y, v) satisfies the dual constraints: x is a ray that the checker accepts. Y and v are the last iterate, zero where presolve found the ray.</summary>
    DualInfeasible,

    /// <summary>The iteration limit was reached. x, X, Y, v are the best iterate.</summary>
    IterationLimit,

    /// <summary>The time limit was reached. x, X, Y, v are the best iterate, zero before the first.</summary>
    TimeLimit,

    /// <summary>No further progress was possible in double precision. x, X, Y, v are the best iterate.</summary>
    Stalled,

    /// <summary>A factorisation broke down before any useful progress. x, X, Y, v are the best iterate.</summary>
    NumericalFailure,

    /// <summary>The caller cancelled. x, X, Y, v are the best iterate, zero before the first.</summary>
    Cancelled,
}
