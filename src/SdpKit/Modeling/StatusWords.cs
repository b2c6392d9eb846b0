namespace SdpKit.Modeling;

/// <summary>Puts the statuses of the solver into the words of a model.</summary>
internal static class StatusWords
{
    /// <summary>Translates a status: in the equation form the model is the dual of the problem.</summary>
    public static ModelStatus Of(SolveStatus status, ModelForm form) => status switch
    {
        SolveStatus.Optimal => ModelStatus.Optimal,
        SolveStatus.NearOptimal => ModelStatus.NearOptimal,
        SolveStatus.PrimalInfeasible => form == ModelForm.Inequality ? ModelStatus.Infeasible : ModelStatus.Unbounded,
        SolveStatus.DualInfeasible => form == ModelForm.Inequality ? ModelStatus.Unbounded : ModelStatus.Infeasible,
        SolveStatus.IterationLimit => ModelStatus.IterationLimit,
        SolveStatus.TimeLimit => ModelStatus.TimeLimit,
        SolveStatus.Stalled => ModelStatus.Stalled,
        SolveStatus.NumericalFailure => ModelStatus.NumericalFailure,
        SolveStatus.Cancelled => ModelStatus.Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Unknown status."),
    };

    /// <summary>Says what to do next.</summary>
    public static string Advice(ModelStatus status) => status switch
    {
        ModelStatus.Optimal => "The values are a solution.",
        ModelStatus.NearOptimal => "Check() says how far the constraints are from satisfied. For more digits remove what is forced (variables at a bound, matrices that must be singular), and scale the data to about 1.",
        ModelStatus.Infeasible => "No values satisfy the constraints. Those with large duals contradict each other: relax one of them.",
        ModelStatus.Unbounded => "The objective improves without end along Direction(variable). The variables that are large there lack a bound.",
        ModelStatus.IterationLimit => "Raise MaxIterations; with the default of 200, remove what is forced or rescale instead.",
        ModelStatus.TimeLimit => "Raise TimeLimit, or solve a smaller model.",
        ModelStatus.Stalled => "Check() says what is not satisfied. Remove what is forced (variables at a bound, matrices that must be singular), and scale the data to about 1.",
        ModelStatus.NumericalFailure => "The data span too many orders of magnitude: rescale variables and constraints to about 1.",
        _ => "The caller cancelled.",
    };
}
