using System.Runtime.InteropServices;

namespace SdpKit.SchurSystem;

/// <summary>Represents which rows and columns the sparse terms of a block touch: term t lives on F[S, S] with the support S = S(t), ascending.</summary>
internal sealed class TermSupports
{
    private readonly int[] _starts;
    private readonly int[] _indexes;

    public TermSupports(SparseTerms terms)
    {
        var starts = new int[terms.Count + 1];
        var indexes = new List<int>();
        LocalRows = new int[terms.Rows.Length];
        LocalColumns = new int[terms.Rows.Length];
        var lastTerm = new int[terms.Order];
        var local = new int[terms.Order];
        for (int t = 0; t < terms.Count; t++)
        {
            for (int k = terms.Starts[t]; k < terms.Starts[t + 1]; k++)
            {
                Touch(terms.Rows[k]);
                Touch(terms.Columns[k]);
            }

            starts[t + 1] = indexes.Count;
            CollectionsMarshal.AsSpan(indexes)[starts[t]..].Sort();
            for (int k = starts[t]; k < indexes.Count; k++)
            {
                local[indexes[k]] = k - starts[t];
            }

            for (int k = terms.Starts[t]; k < terms.Starts[t + 1]; k++)
            {
                LocalRows[k] = local[terms.Rows[k]];
                LocalColumns[k] = local[terms.Columns[k]];
            }

            void Touch(int index)
            {
                if (lastTerm[index] != t + 1)
                {
                    lastTerm[index] = t + 1;
                    indexes.Add(index);
                }
            }
        }

        _starts = starts;
        _indexes = [.. indexes];
    }

    /// <summary>Gets the row of every entry, counted within the support of its term.</summary>
    public int[] LocalRows { get; }

    /// <summary>Gets the column of every entry, counted within the support of its term.</summary>
    public int[] LocalColumns { get; }

    public int Size(int term) => _starts[term + 1] - _starts[term];

    public ReadOnlySpan<int> Indexes(int term) => _indexes.AsSpan(_starts[term].._starts[term + 1]);
}
