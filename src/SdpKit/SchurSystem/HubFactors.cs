using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Owns consecutive sparse terms of one block split over hubs, F = sum over its columns s of e_h w' + w e_h' with h the hub and w the column s of W.</summary>
internal sealed unsafe class HubFactors : IDisposable
{
    private readonly AlignedBuffer _vectors;

    /// <param name="terms">The terms of the block.</param>
    /// <param name="range">Which of them to split.</param>
    public HubFactors(SparseTerms terms, HubRange range)
    {
        Range = range;
        var hubs = new List<int>();
        Starts = new int[range.Length + 1];
        var hubOfEntry = new List<int>();
        var cover = new VertexCover(terms.Order);
        for (int t = range.First; t < range.End; t++)
        {
            ReadOnlySpan<int> rows = terms.Rows.AsSpan(terms.Starts[t]..terms.Starts[t + 1]);
            cover.TrySplit(rows, terms.Columns.AsSpan(terms.Starts[t]..terms.Starts[t + 1]), int.MaxValue);
            foreach (int hub in cover.HubOfEntry[..rows.Length])
            {
                hubOfEntry.Add(hubs.Count + hub);
            }

            hubs.AddRange(cover.Hubs);
            Starts[t - range.First + 1] = hubs.Count;
        }

        Hubs = [.. hubs];
        _vectors = new AlignedBuffer((nint)terms.Order * Hubs.Length);
        Vectors = _vectors.AsMatrix(terms.Order, Hubs.Length);
        int first = terms.Starts[range.First];
        for (int k = 0; k < hubOfEntry.Count; k++)
        {
            int row = terms.Rows[first + k];
            int other = row == Hubs[hubOfEntry[k]] ? terms.Columns[first + k] : row;
            *Vectors.At(other, hubOfEntry[k]) += terms.Weights[first + k];
        }
    }

    public HubRange Range { get; }

    /// <summary>Gets the hub of every column.</summary>
    public int[] Hubs { get; }

    /// <summary>Gets the first column of every term of the range; one more than there are.</summary>
    public int[] Starts { get; }

    /// <summary>Gets W.</summary>
    public MatrixView Vectors { get; }

    public int Count => Hubs.Length;

    public void Dispose() => _vectors.Dispose();
}
