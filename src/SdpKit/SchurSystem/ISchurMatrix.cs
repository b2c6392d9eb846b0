using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Stores the Schur complement and factors it: K = D^-1 L L' D^-1 (up to an ordering), D a diagonal that scales K to unit diagonal.</summary>
internal interface ISchurMatrix : IDisposable
{
    /// <summary>Gets a value indicating whether only the pattern of the factor is stored.</summary>
    bool IsSparse { get; }

    /// <summary>Gets the number of stored entries of the factor.</summary>
    long FactorEntries { get; }

    /// <summary>Sets all entries to zero.</summary>
    void Clear(KernelContext context);

    /// <summary>Gets where block <paramref name="block"/> is to be added, lower triangle, in the rows that the block was told.</summary>
    MatrixView Open(int block);

    /// <summary>Ends what <see cref="Open"/> began.</summary>
    void Close(int block);

    /// <summary>Adds to an entry of the lower triangle.</summary>
    void Add(int row, int column, double value);

    double Diagonal(int index);

    /// <summary>Scales to unit diagonal, adds <paramref name="regularization"/> times I and factors in place; false where a pivot is not positive.</summary>
    bool TryFactor(double regularization, KernelContext context);

    /// <summary>Computes <c>B := L^-1 D B</c>.</summary>
    void SolveForward(MatrixView b, KernelContext context);

    /// <summary>Computes <c>B := D L^-T B</c>.</summary>
    void SolveBackward(MatrixView b, KernelContext context);
}
