namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>L^-1 P D P' L^-T for a sparse factor P A P' = LL' and a sparse D in the order of A: the eigenvalues are those of A^-1 D.</summary>
internal readonly unsafe struct SparseCongruence(SparseCholesky factor, SparseSymmetricMatrix d) : ICongruence
{
    public void Apply(double* vector, double* result)
    {
        int[] ordering = factor.Symbolic.Ordering;
        factor.SolveBackward(new Span<double>(vector, d.Order));
        for (int k = 0; k < ordering.Length; k++)
        {
            result[ordering[k]] = vector[k];
        }

        d.Multiply(result, vector);
        for (int k = 0; k < ordering.Length; k++)
        {
            result[k] = vector[ordering[k]];
        }

        factor.SolveForward(new Span<double>(result, d.Order));
    }
}
