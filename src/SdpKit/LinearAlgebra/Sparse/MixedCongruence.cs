namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>L^-1 D L^-T for a dense L, with which the solver has been prepared, and a sparse D.</summary>
internal readonly unsafe struct MixedCongruence(TriangularVectorSolver solver, SparseSymmetricMatrix d) : ICongruence
{
    public void Apply(double* vector, double* result)
    {
        solver.SolveTransposed(vector);
        d.Multiply(vector, result);
        solver.Solve(result);
    }
}
