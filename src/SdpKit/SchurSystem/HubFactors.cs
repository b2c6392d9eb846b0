namespace SdpKit.SchurSystem;

/// <summary>Represents consecutive sparse terms of one block split over hubs: F is the sum over its parts of scale (e_h w' + w e_h'), h the hub and w a column of W. Immutable.</summary>
internal sealed class HubFactors
{
    /// <param name="terms">The terms of the block.</param>
    /// <param name="range">Which of them to split.</param>
    /// <param name="cancellationToken">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    public HubFactors(SparseTerms terms, HubRange range, CancellationToken cancellationToken)
    {
        Range = range;
        var vectors = new HubVectors(terms.Order);
        int[] sequence = [.. Enumerable.Range(range.First, range.Length)];

        // Terms with one hub first: they tell the vectors that the others are put together from.
        var parts = new List<HubPart>[range.Length];
        var cover = new VertexCover(terms.Order);
        foreach (bool single in new[] { true, false })
        {
            foreach (int term in sequence)
            {
                cancellationToken.ThrowIfCancellationRequested();
                SparseTerm entries = terms[term];
                cover.TrySplit(entries.Rows, entries.Columns, int.MaxValue);
                if (cover.Hubs.Count == 1 == single)
                {
                    parts[term - range.First] = vectors.Split(entries, cover);
                }
            }
        }

        Starts = new int[range.Length + 1];
        for (int t = 0; t < parts.Length; t++)
        {
            Starts[t + 1] = Starts[t] + parts[t].Count;
        }

        Hubs = [.. parts.SelectMany(part => part).Select(part => part.Hub)];
        Vectors = [.. parts.SelectMany(part => part).Select(part => part.Vector < 0 ? vectors.Count + ~part.Vector : part.Vector)];
        Scales = [.. parts.SelectMany(part => part).Select(part => part.Scale)];
        Columns = [.. Enumerable.Range(0, vectors.Count).Select(k => vectors[k])];
    }

    public HubRange Range { get; }

    /// <summary>Gets the first part of every term of the range; one more than there are.</summary>
    public int[] Starts { get; }

    /// <summary>Gets the hub of every part; the parts of a term that have one hub follow each other.</summary>
    public int[] Hubs { get; }

    /// <summary>Gets the column of W of every part; from <see cref="VectorCount"/> on, the unit vectors.</summary>
    public int[] Vectors { get; }

    public double[] Scales { get; }

    /// <summary>Gets the number of columns of W.</summary>
    public int VectorCount => Columns.Length;

    /// <summary>Gets the columns of W.</summary>
    public double[][] Columns { get; }

    public int PartCount => Hubs.Length;
}
