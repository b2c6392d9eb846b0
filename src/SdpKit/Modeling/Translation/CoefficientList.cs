using System.Runtime.InteropServices;

namespace SdpKit.Modeling.Translation;

/// <summary>Collects the entries of one block in any order as one long key each, which sorts several times as fast as a record does.</summary>
internal sealed class CoefficientList(SdpBlock block)
{
    private readonly List<long> _keys = [];
    private readonly List<double> _values = [];
    private readonly long _places = block.Kind == BlockKind.Diagonal ? block.Order : (long)block.Order * block.Order;

    /// <summary>Adds an entry and, off the diagonal, its mirror; what comes to one place is summed.</summary>
    public void Add(int variable, int row, int column, double value)
    {
        (row, column) = row >= column ? (row, column) : (column, row);
        long place = block.Kind == BlockKind.Diagonal ? row : row + ((long)block.Order * column);

        // The constant matrix is variable -1. At most 2^31 variables by 2^31 places fit into a long.
        _keys.Add(((variable + 1L) * _places) + place);
        _values.Add(value);
    }

    /// <summary>Sorts and sums.</summary>
    public BlockCoefficients Build(IEnumerable<LowRankTerm> lowRankTerms)
    {
        Span<long> keys = CollectionsMarshal.AsSpan(_keys);
        Span<double> values = CollectionsMarshal.AsSpan(_values);
        keys.Sort(values);
        var variables = new List<int>();
        var starts = new List<int>();
        int count = 0;
        for (int k = 0; k < keys.Length;)
        {
            long key = keys[k];
            double sum = 0.0;
            for (; k < keys.Length && keys[k] == key; k++)
            {
                sum += values[k];
            }

            if (sum == 0.0)
            {
                continue;
            }

            FiniteData.Check(sum);
            int variable = (int)(key / _places) - 1;
            if (variables.Count == 0 || variables[^1] != variable)
            {
                variables.Add(variable);
                starts.Add(count);
            }

            (keys[count], values[count++]) = (key % _places, sum);
        }

        starts.Add(count);
        var rows = new int[count];
        var columns = new int[count];
        for (int k = 0; k < count; k++)
        {
            (rows[k], columns[k]) = block.Kind == BlockKind.Diagonal ? ((int)keys[k], (int)keys[k]) : ((int)(keys[k] % block.Order), (int)(keys[k] / block.Order));
        }

        var terms = new BlockCoefficients([.. variables], [.. starts], rows, columns, values[..count].ToArray(), [.. lowRankTerms.OrderBy(term => term.Variable)], []);
        _keys.Clear();
        _values.Clear();
        return terms;
    }
}
