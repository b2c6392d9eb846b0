namespace SdpKit.Presolve;

/// <summary>Represents one simplification that was made, and the way back from points and rays of the simpler problem.</summary>
/// <remarks>A kind of step overrides what it changes. Whatever it is given may be handed on as it is, so callers give it away.</remarks>
internal abstract class PresolveStep(SdpProblem result)
{
    /// <summary>Gets the simpler problem.</summary>
    public SdpProblem Result { get; } = result;

    /// <summary>Goes back from x, of a point or of a ray; once the token is cancelled by any way that is quick.</summary>
    public virtual double[] RestoreVariables(double[] variables, CancellationToken cancellationToken) => variables;

    /// <summary>Goes back from X = sum x_i F_i - F_0; x is already the one that the step goes back to.</summary>
    public virtual SymmetricBlockMatrix RestorePrimalMatrix(SymmetricBlockMatrix matrix, double[] variables) => matrix;

    /// <summary>Goes back from Y and v, of a point or of a ray.</summary>
    public virtual (SymmetricBlockMatrix Matrix, double[] Multipliers) RestoreDual(SymmetricBlockMatrix matrix, double[] multipliers) =>
        (matrix, multipliers);
}
