using SdpKit.LinearAlgebra;

namespace SdpKit.Lipschitz.Structured;

/// <summary>L^-1 D L^-T for a factor Z = LL' with the blocks of a path and a D with the same blocks.</summary>
internal readonly unsafe struct PathCongruence(PathFactor factor, PathMatrix d) : ICongruence
{
    public void Apply(double* vector, double* result)
    {
        factor.SolveRootTransposed(vector);
        d.Multiply(vector, result);
        new Span<double>(result + factor.InnerOrder, factor.Order - factor.InnerOrder).Clear();
        factor.SolveRoot(result);
    }
}
