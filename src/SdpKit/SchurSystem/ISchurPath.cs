using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Forms the part of the Schur complement of one block that belongs to one kind of pairs of terms.</summary>
internal interface ISchurPath
{
    /// <summary>Gets the doubles of scratch that each worker needs.</summary>
    long ScratchLength { get; }

    /// <summary>Adds the inner products <c>&lt;F_i, P F_j Q></c> to the lower triangle, with P = X^-1 and Q = Y, both symmetric with both triangles filled.</summary>
    void Accumulate(MatrixView primalInverse, MatrixView dual, MatrixView lower, SchurWorkspace workspace);
}
