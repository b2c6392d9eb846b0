namespace SdpKit.LinearAlgebra;

/// <summary>Represents the symmetric matrix L^-1 D L^-T by what it does to a vector.</summary>
internal unsafe interface ICongruence
{
    /// <summary>Computes <c>result = L^-1 D L^-T vector</c>; the vector is overwritten. They do not overlap.</summary>
    void Apply(double* vector, double* result);
}
