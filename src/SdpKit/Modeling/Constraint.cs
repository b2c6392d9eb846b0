namespace SdpKit.Modeling;

/// <summary>Represents a requirement; comparisons of expressions make them, and <see cref="SdpModel.Require"/> adds them to a model. Immutable and thread-safe.</summary>
/// <remarks>
/// Keep the constraint to ask a solution for its dual and its slack. <c>==</c> on a symmetric expression counts each pair of mirrored entries once.
/// </remarks>
public abstract class Constraint
{
    private protected Constraint()
    {
    }

    /// <summary>Gets what is required, of what shape.</summary>
    public abstract override string ToString();

    /// <summary>Gets the model whose variables occur; null where there are none.</summary>
    internal abstract SdpModel? Model { get; }
}
