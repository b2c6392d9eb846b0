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

    /// <summary>
    /// Tries F = scale (e_l a' + a e_l' + e_k b' + b e_k'), a and b the vectors of the matrices with the one hub k and l. Entries among the hubs are sums of two numbers or twice
    /// one, which a file with few digits does not give exactly, so what is missing there becomes parts with unit vectors.
    /// </summary>
    private List<HubPart>? TrySplitCrosswise(SparseTerm term, int k, int l)
    {
        if (!_vectorOfHub.TryGetValue(k, out int vectorOfK) || !_vectorOfHub.TryGetValue(l, out int vectorOfL))
        {
            return null;
        }

        double[] a = _vectors[vectorOfK];
        double[] b = _vectors[vectorOfL];
        int missing = CountOutside(a, k, l) + CountOutside(b, k, l);
        double scale = 0.0;
        (double cross, double squareK, double squareL) = (0.0, 0.0, 0.0);
        for (int e = 0; e < term.Count; e++)
        {
            (int row, int column, double weight) = (term.Rows[e], term.Columns[e], term.Weights[e]);
            bool rowIsHub = row == k || row == l;
            if (rowIsHub && (column == k || column == l))
            {
                cross = row != column ? weight : cross;
                squareK = row == k && column == k ? weight : squareK;
                squareL = row == l && column == l ? weight : squareL;
                continue;
            }

            (int hub, int other) = rowIsHub ? (row, column) : (column, row);
            double expected = hub == l ? a[other] : b[other];
            scale = scale == 0.0 ? weight / expected : scale;
            missing--;
            if (!(Math.Abs(weight - (scale * expected)) <= Tolerance * Math.Abs(weight)))
            {
                return null;
            }
        }

        if (missing != 0 || scale == 0.0)
        {
            return null;
        }

        var parts = new List<HubPart>();
        AddPart(l, vectorOfK, scale);
        AddPart(l, HubPart.UnitVector(k), cross - (scale * (a[k] + b[l])));
        AddPart(l, HubPart.UnitVector(l), squareL - (scale * a[l]));
        AddPart(k, vectorOfL, scale);
        AddPart(k, HubPart.UnitVector(k), squareK - (scale * b[k]));
        return parts;

        void AddPart(int hub, int vector, double partScale)
        {
            if (partScale != 0.0)
            {
                parts.Add(new HubPart(hub, vector, partScale));
            }
        }
    }

    private static int CountOutside(double[] vector, int k, int l) =>
        vector.Length - vector.AsSpan().Count(0.0) - (vector[k] != 0.0 ? 1 : 0) - (vector[l] != 0.0 ? 1 : 0);
}
