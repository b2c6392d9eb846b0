namespace SdpKit.Modeling;

/// <summary>Says what a constraint requires.</summary>
public enum ConstraintKind
{
    /// <summary>A symmetric matrix is positive semidefinite.</summary>
    Semidefinite,

    /// <summary>Every entry is at least 0.</summary>
    NonNegative,

    /// <summary>Every entry is 0.</summary>
    Equal,
}
