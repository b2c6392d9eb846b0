using System.Runtime.InteropServices;

namespace SdpKit.Presolve.Terms;

/// <summary>Recognises coefficient matrices that were written out entry by entry but have rank one, such as the all-ones matrix of graph partitioning.</summary>
/// <remarks>
/// The support of w v v' is a full square, so its lower triangle has s (s + 1) / 2 entries, s of them in the first column. Then v is the column of
/// the largest diagonal entry, scaled; no decomposition is needed and the work is proportional to the entries.
/// </remarks>
internal static class RankOneDetection
{
    /// <summary>The smallest s for which the product form is worth having: 21 entries against 6.</summary>
    private const int SmallestSupport = 6;

    /// <summary>The relative error allowed in each entry: the rounding of data that was computed as a product.</summary>
    private const double Tolerance = 1e-12;

    /// <summary>Finds the product form of a sparse matrix given by its lower triangle, sorted by column and then row.</summary>
    /// <returns>The term, or null where the matrix has another rank or a small support.</returns>
    public static LowRankTerm? Find(int variable, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, ReadOnlySpan<double> values, int order) =>
        Find(variable, rows[..SquareSupport(rows, columns)], values, order);

    /// <summary>Finds the product form of a dense matrix.</summary>
    /// <returns>The term, or null where the matrix has another rank or a small support.</returns>
    public static LowRankTerm? Find(DenseTerm term, int order)
    {
        int[] support = [.. Enumerable.Range(0, order).Where(row => term.Values[row + (order * row)] != 0.0)];
        double[] values = [.. support.SelectMany((column, j) => support.Skip(j).Select(row => term.Values[row + (order * column)]))];
        int outside = term.Values.AsSpan().Length - term.Values.AsSpan().Count(0.0) - ((2 * values.Length) - support.Length);
        return outside == 0 ? Find(term.Variable, support, values, order) : null;
    }

    /// <summary>Tests a packed lower triangle, column by column, of the rows of the support.</summary>
    private static LowRankTerm? Find(int variable, ReadOnlySpan<int> support, ReadOnlySpan<double> values, int order)
    {
        int s = support.Length;
        if (s < SmallestSupport)
        {
            return null;
        }

        int pivot = 0;
        for (int p = 1; p < s; p++)
        {
            pivot = Math.Abs(values[Place(p, p, s)]) > Math.Abs(values[Place(pivot, pivot, s)]) ? p : pivot;
        }

        // v_i = a_ip / sqrt|a_pp|, w = sign(a_pp)
        double diagonal = values[Place(pivot, pivot, s)];
        double weight = Math.Sign(diagonal);
        double scale = 1.0 / Math.Sqrt(Math.Abs(diagonal));
        var v = new double[s];
        for (int i = 0; i < s; i++)
        {
            v[i] = scale * values[Place(Math.Max(i, pivot), Math.Min(i, pivot), s)];
        }

        int k = 0;
        for (int j = 0; j < s; j++)
        {
            for (int i = j; i < s; i++, k++)
            {
                if (Math.Abs(values[k] - (weight * v[i] * v[j])) > Tolerance * Math.Abs(values[k]))
                {
                    return null;
                }
            }
        }

        var factor = new double[order];
        for (int i = 0; i < s; i++)
        {
            factor[support[i]] = v[i];
        }

        return new LowRankTerm(variable, ImmutableCollectionsMarshal.AsImmutableArray(factor), [weight]);
    }

    /// <summary>Returns s where the entries fill the lower triangle of an s x s submatrix, otherwise 0.</summary>
    private static int SquareSupport(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns)
    {
        int support = columns.IsEmpty ? 0 : columns.IndexOfAnyExcept(columns[0]);
        if (support <= 0 || rows.Length != (long)support * (support + 1) / 2)
        {
            return 0;
        }

        for (int j = 0; j < support; j++)
        {
            int start = Place(j, j, support);
            if (!rows.Slice(start, support - j).SequenceEqual(rows[j..support]) || columns.Slice(start, support - j).ContainsAnyExcept(rows[j]))
            {
                return 0;
            }
        }

        return support;
    }

    /// <summary>Where entry (i, j), i >= j, of a packed lower triangle of order n is.</summary>
    private static int Place(int i, int j, int n) => (int)(((long)j * n) - ((long)j * (j - 1) / 2)) + i - j;
}
