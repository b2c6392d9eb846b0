using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.Tests.LinearAlgebra.Sparse;

/// <summary>Puts the two halves of a solve together.</summary>
internal static class WholeSolve
{
    /// <summary>Solves A x = b in place, b and x in the order of A.</summary>
    internal static void Solve(this SparseCholesky factor, double[] vector)
    {
        int[] ordering = factor.Symbolic.Ordering;
        double[] permuted = [.. ordering.Select(index => vector[index])];
        factor.SolveForward(permuted);
        factor.SolveBackward(permuted);
        for (int k = 0; k < ordering.Length; k++)
        {
            vector[ordering[k]] = permuted[k];
        }
    }
}
