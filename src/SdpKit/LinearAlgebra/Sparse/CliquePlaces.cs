namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Knows where the entries of each clique are stored in the panels of a factor, so that adding one needs no search. Immutable.</summary>
/// <remarks>
/// The members of a clique are taken in the order of elimination. A run of them that are columns of one supernode finds itself and all later
/// members among the rows of that one panel, so places are kept per run and not per entry.
/// </remarks>
internal sealed class CliquePlaces
{
    private readonly int[] _memberStarts;
    private readonly int[] _columns;
    private readonly int[] _locals;
    private readonly int[] _placeStarts;
    private readonly int[] _places;

    public CliquePlaces(SparseCholeskySymbolic symbolic)
    {
        SymmetricPattern pattern = symbolic.Pattern;
        _memberStarts = new int[pattern.CliqueCount + 1];
        _placeStarts = new int[pattern.CliqueCount + 1];
        _columns = new int[pattern.MemberCount];
        _locals = new int[pattern.MemberCount];
        for (int clique = 0; clique < pattern.CliqueCount; clique++)
        {
            ReadOnlySpan<int> members = pattern.Clique(clique);
            int start = _memberStarts[clique];
            for (int local = 0; local < members.Length; local++)
            {
                _columns[start + local] = symbolic.Places[members[local]];
                _locals[start + local] = local;
            }

            Array.Sort(_columns, _locals, start, members.Length);
            _memberStarts[clique + 1] = start + members.Length;
            _placeStarts[clique + 1] = checked(_placeStarts[clique] + CountPlaces(symbolic.Rows, Columns(clique)));
        }

        _places = new int[_placeStarts[^1]];
        for (int clique = 0; clique < pattern.CliqueCount; clique++)
        {
            FillPlaces(symbolic.Rows, Columns(clique), _places.AsSpan(_placeStarts[clique].._placeStarts[clique + 1]));
        }
    }

    /// <summary>Gets the columns of the factor that are the clique's members, ascending.</summary>
    public ReadOnlySpan<int> Columns(int clique) => _columns.AsSpan(_memberStarts[clique].._memberStarts[clique + 1]);

    /// <summary>Gets for each of <see cref="Columns"/> its number in the clique as it was registered.</summary>
    public ReadOnlySpan<int> Locals(int clique) => _locals.AsSpan(_memberStarts[clique].._memberStarts[clique + 1]);

    /// <summary>Gets, run after run, the panel rows of the members from the first of the run to the last of the clique.</summary>
    public ReadOnlySpan<int> Places(int clique) => _places.AsSpan(_placeStarts[clique].._placeStarts[clique + 1]);

    /// <summary>Finds the end of the run that begins at one of a clique's columns.</summary>
    public static int RunEnd(SupernodeRows rows, ReadOnlySpan<int> columns, int begin)
    {
        int limit = rows.FirstColumn(rows.Supernodes[columns[begin]] + 1);
        int end = begin + 1;
        while (end < columns.Length && columns[end] < limit)
        {
            end++;
        }

        return end;
    }

    private static int CountPlaces(SupernodeRows rows, ReadOnlySpan<int> columns)
    {
        int count = 0;
        for (int begin = 0; begin < columns.Length; begin = RunEnd(rows, columns, begin))
        {
            count = checked(count + columns.Length - begin);
        }

        return count;
    }

    private static void FillPlaces(SupernodeRows rows, ReadOnlySpan<int> columns, Span<int> places)
    {
        int free = 0;
        for (int begin = 0; begin < columns.Length; begin = RunEnd(rows, columns, begin))
        {
            int node = rows.Supernodes[columns[begin]];
            foreach (int column in columns[begin..])
            {
                places[free++] = rows.Find(node, column);
            }
        }
    }
}
