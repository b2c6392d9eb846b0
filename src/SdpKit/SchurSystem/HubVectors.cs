namespace SdpKit.SchurSystem;

/// <summary>Collects the vectors of coefficient matrices that are split over hubs, sharing those that many matrices have in common.</summary>
/// <remarks>
/// The matrices A'E + EA of Lyapunov inequalities with a unit matrix E = e_k e_l' + e_l e_k' are sums of e_l a_k' and e_k a_l' and their transposes, a_k the row k
/// of A: thousands of matrices from as many vectors as A has rows. The vector of hub k is told by the matrix with the one hub k.
/// </remarks>
internal sealed class HubVectors(int order)
{
    /// <summary>The rounding of entries that were computed from the vectors; what it changes in H is below the rounding of H.</summary>
    private const double Tolerance = 1e-14;

    private readonly List<double[]> _vectors = [];
    private readonly Dictionary<int, int> _vectorOfHub = [];

    public int Count => _vectors.Count;

    public double[] this[int index] => _vectors[index];

    /// <summary>Splits a term over the hubs of its cover.</summary>
    public List<HubPart> Split(SparseTerm term, VertexCover cover)
    {
        if (cover.Hubs.Count == 2 && TrySplitCrosswise(term, cover.Hubs[0], cover.Hubs[1]) is { } shared)
        {
            return shared;
        }

        var parts = new List<HubPart>();
        foreach (int hub in cover.Hubs)
        {
            parts.Add(new HubPart(hub, _vectors.Count, 1.0));
            _vectors.Add(new double[order]);
        }

        for (int k = 0; k < term.Count; k++)
        {
            HubPart part = parts[cover.HubOfEntry[k]];
            int other = term.Rows[k] == part.Hub ? term.Columns[k] : term.Rows[k];
            _vectors[part.Vector][other] += term.Weights[k];
        }

        if (parts.Count == 1)
        {
            _vectorOfHub.TryAdd(parts[0].Hub, parts[0].Vector);
        }

        return parts;
    }

    /// <summary>Tries F = scale (e_l v_k' + v_k e_l' + e_k v_l' + v_l e_k') with the vectors that the matrices with the one hub k and l told.</summary>
    private List<HubPart>? TrySplitCrosswise(SparseTerm term, int k, int l)
    {
        if (!_vectorOfHub.TryGetValue(k, out int vectorOfK) || !_vectorOfHub.TryGetValue(l, out int vectorOfL))
        {
            return null;
        }

        double[] a = _vectors[vectorOfK];
        double[] b = _vectors[vectorOfL];
        int shared = a[k] != 0.0 && b[l] != 0.0 ? 1 : 0;
        if (order - a.AsSpan().Count(0.0) + order - b.AsSpan().Count(0.0) - shared != term.Count)
        {
            return null;
        }

        double scale = 0.0;
        for (int e = 0; e < term.Count; e++)
        {
            (int row, int column) = (term.Rows[e], term.Columns[e]);

            // On the diagonal both the entry of F and its weight here are half of what the formula counts twice.
            double fromA = (row == l ? a[column] : 0.0) + (column == l && row != column ? a[row] : 0.0);
            double fromB = (row == k ? b[column] : 0.0) + (column == k && row != column ? b[row] : 0.0);
            scale = scale == 0.0 ? term.Weights[e] / (fromA + fromB) : scale;
            if (!(Math.Abs(term.Weights[e] - (scale * (fromA + fromB))) <= Tolerance * Math.Abs(scale) * (Math.Abs(fromA) + Math.Abs(fromB))))
            {
                return null;
            }
        }

        return [new HubPart(l, vectorOfK, scale), new HubPart(k, vectorOfL, scale)];
    }
}
