namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Represents where a sparse symmetric matrix may be nonzero: the diagonal, single entries, and whole cliques. Immutable and thread-safe.</summary>
/// <remarks>
/// A clique is a list of indexes among which every pair is an entry. Cliques are never expanded: the ordering and the symbolic
/// factorisation work on their member lists, so memory is the sum of the clique sizes and not of their squares.
/// </remarks>
internal sealed class SymmetricPattern
{
    private readonly int[] _columnStarts;
    private readonly int[] _rows;
    private readonly int[] _cliqueStarts;
    private readonly int[] _members;

    internal SymmetricPattern(int[] columnStarts, int[] rows, int[] cliqueStarts, int[] members)
    {
        _columnStarts = columnStarts;
        _rows = rows;
        _cliqueStarts = cliqueStarts;
        _members = members;
    }

    /// <summary>Gets the number of rows and columns.</summary>
    public int Order => _columnStarts.Length - 1;

    /// <summary>Gets the number of single entries below the diagonal.</summary>
    public int EntryCount => _rows.Length;

    /// <summary>Gets the number of cliques.</summary>
    public int CliqueCount => _cliqueStarts.Length - 1;

    /// <summary>Gets the sum of the sizes of all cliques.</summary>
    public int MemberCount => _members.Length;

    /// <summary>Gets the rows of the single entries of one column, below the diagonal, ascending, each once.</summary>
    public ReadOnlySpan<int> Rows(int column) => _rows.AsSpan(_columnStarts[column].._columnStarts[column + 1]);

    /// <summary>Gets the members of one clique in the order they were registered.</summary>
    public ReadOnlySpan<int> Clique(int clique) => _members.AsSpan(_cliqueStarts[clique].._cliqueStarts[clique + 1]);
}
