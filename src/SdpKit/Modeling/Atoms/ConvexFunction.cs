namespace SdpKit.Modeling.Atoms;

/// <summary>Names the convex functions of a matrix that have matrix inequalities.</summary>
internal enum ConvexFunction
{
    /// <summary>The sum of the squares of all entries.</summary>
    SumOfSquares,

    /// <summary>The root of that: the Frobenius norm, or the 2-norm of a vector.</summary>
    EuclideanNorm,

    /// <summary>The largest singular value.</summary>
    SpectralNorm,

    /// <summary>The sum of the singular values.</summary>
    NuclearNorm,

    /// <summary>The largest eigenvalue of a symmetric matrix.</summary>
    LargestEigenvalue,
}
