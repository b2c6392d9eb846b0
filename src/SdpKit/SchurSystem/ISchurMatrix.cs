using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Stores the Schur complement and factors it: K = D^-1 M M' D^-1 with M triangular up to an ordering and D a diagonal that scales K to unit diagonal.</summary>
internal interface ISchurMatrix : IDisposable
{
    /// <summary>Sets all entries to zero.</summary>
    void Clear(KernelContext context);

    /// <summary>Adds what a semidefinite block contributes.</summary>
    void AddBlock(int index, BlockSchur block, MatrixView primalInverse, MatrixView dual, SchurWorkspace workspace);

    /// <summary>Adds the diagonal block with the weights y_k/x_k.</summary>
    unsafe void AddDiagonalBlock(double* weights, SchurWorkspace workspace);

    /// <summary>Adds A'GA with the weights G.</summary>
    unsafe void AddEqualities(double* weights, SchurWorkspace workspace);

    /// <summary>Adds to an entry of the lower triangle.</summary>
    void Add(int row, int column, double value);

    /// <summary>Reads the diagonal before the factorisation.</summary>
    void ReadDiagonal(Span<double> destination);

    /// <summary>Scales to unit diagonal, adds <paramref name="regularization"/> times I and factors in place; false where a pivot is not positive.</summary>
    bool TryFactor(double regularization, KernelContext context);

    /// <summary>Computes <c>B := M^-1 D B</c>; the rows of the result are in an order of the matrix's own.</summary>
    void SolveForward(MatrixView b, KernelContext context);

    /// <summary>Computes <c>B := D M'^-1 B</c>, from the order that <see cref="SolveForward"/> leaves.</summary>
    void SolveBackward(MatrixView b, KernelContext context);
}
