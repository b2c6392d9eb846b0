namespace SdpKit.Modeling.Terms;

/// <summary>Represents a constant that several terms are multiplied by, so that its transpose is made once for all of them. Not thread-safe.</summary>
/// <param name="rows">The matrix.</param>
internal sealed class ConstantMatrix(SparseRows rows)
{
    private SparseRows? _columns;

    /// <summary>Gets the matrix.</summary>
    public SparseRows Rows => rows;

    /// <summary>Gets the transpose, which has the columns of the matrix as its rows.</summary>
    public SparseRows Columns => _columns ??= SparseAlgebra.Transpose(rows);

    /// <summary>Gets the transpose as a factor.</summary>
    public ConstantMatrix Transposed => new(Columns) { _columns = rows };
}
