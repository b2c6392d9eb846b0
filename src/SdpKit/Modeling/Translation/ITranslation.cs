namespace SdpKit.Modeling.Translation;

/// <summary>Represents a model written in one of the two forms, with the way back.</summary>
internal interface ITranslation
{
    /// <summary>Gets the form.</summary>
    ModelForm Form { get; }

    /// <summary>Gets the problem.</summary>
    ParametricProblem Problem { get; }

    /// <summary>Reads the values of all scalars of the expanded model from an answer.</summary>
    double[] Values(SdpSolution solution);

    /// <summary>Gets the multipliers of the semidefinite and scalar inequalities, block by block as in the layout.</summary>
    /// <param name="problem">The problem that was solved.</param>
    /// <param name="solution">The answer.</param>
    SymmetricBlockMatrix ConeDuals(SdpProblem problem, SdpSolution solution);

    /// <summary>Reads how the minimum changes with the right-hand side of an equality.</summary>
    double EqualityDual(SdpSolution solution, int equality);
}
