namespace SdpKit.Lipschitz.Robustness;

/// <summary>Represents what is proved of a point. Immutable and thread-safe.</summary>
/// <param name="Label">Its class.</param>
/// <param name="Predicted">The output that is largest there.</param>
/// <param name="Radius">The proved distance within which that output stays the largest, rounded down; 0 where none is proved.</param>
public readonly record struct CertifiedPoint(int Label, int Predicted, double Radius)
{
    /// <summary>Gets a value indicating whether the largest output is that of the point's class.</summary>
    public bool IsCorrect => Label == Predicted;

    /// <summary>Tells whether all inputs that are closer than a distance are proved to be classified as the point is, and rightly.</summary>
    /// <param name="distance">The Euclidean distance.</param>
    public bool IsCertifiedWithin(double distance) => IsCorrect && Radius > 0.0 && Radius >= distance;
}
