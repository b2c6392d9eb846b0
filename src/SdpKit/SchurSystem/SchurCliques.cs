using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.SchurSystem;

/// <summary>Represents the analysis of a sparse Schur complement: the symbolic factor and the number of the clique of every part.</summary>
/// <param name="Symbolic">The symbolic factor.</param>
/// <param name="Blocks">The cliques of the semidefinite blocks.</param>
/// <param name="DiagonalRows">The cliques of the rows of the diagonal block.</param>
/// <param name="AugmentedRows">The cliques of the equalities in A'GA.</param>
internal sealed record SchurCliques(SparseCholeskySymbolic Symbolic, int[] Blocks, int[] DiagonalRows, int[] AugmentedRows);
