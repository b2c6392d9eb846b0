namespace SdpKit.LinearAlgebra;

/// <summary>L^-1 D L^-T for a dense L, with which the solver has been prepared, and the lower triangle of a dense D.</summary>
internal readonly unsafe struct DenseCongruence(TriangularVectorSolver solver, MatrixView d) : ICongruence
{
    public void Apply(double* vector, double* result)
    {
        solver.SolveTransposed(vector);
        SymmetricMatrixVector.MultiplyLower(1.0, d, vector, 0.0, result);
        solver.Solve(result);
    }
}
