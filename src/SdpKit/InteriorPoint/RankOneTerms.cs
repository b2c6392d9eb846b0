using System.Collections.Immutable;

namespace SdpKit.InteriorPoint;

/// <summary>Represents low-rank terms of one block that are all multiples of one matrix uu'. Immutable and thread-safe.</summary>
internal sealed class RankOneTerms
{
    /// <summary>Entries of parallel vectors differ by the rounding of their ratio.</summary>
    private const double Rounding = 4.0 * 2.3e-16;

    private readonly double[] _vector;
    private readonly (int Variable, double Weight)[] _terms;

    private RankOneTerms(double[] vector, (int Variable, double Weight)[] terms) => (_vector, _terms) = (vector, terms);

    /// <summary>Gets u.</summary>
    public ReadOnlySpan<double> Vector => _vector;

    /// <summary>Finds u; null where there are no terms or their vectors are not parallel.</summary>
    public static RankOneTerms? TryCreate(ImmutableArray<LowRankTerm> terms)
    {
        if (terms.IsEmpty)
        {
            return null;
        }

        double[] vector = [.. terms[0].Factor.AsSpan(0, terms[0].Factor.Length / terms[0].Rank)];
        int largest = 0;
        for (int i = 0; i < vector.Length; i++)
        {
            largest = Math.Abs(vector[i]) > Math.Abs(vector[largest]) ? i : largest;
        }

        var weights = new List<(int, double)>();
        foreach (LowRankTerm term in terms)
        {
            for (int r = 0; r < term.Rank; r++)
            {
                ReadOnlySpan<double> column = term.Factor.AsSpan(r * vector.Length, vector.Length);
                double ratio = column[largest] / vector[largest];
                if (!IsMultiple(column, ratio, vector))
                {
                    return null;
                }

                weights.Add((term.Variable, term.Weights[r] * ratio * ratio));
            }
        }

        return new RankOneTerms(vector, [.. weights]);
    }

    /// <summary>Returns w, where the terms of sum x_i F_i - constantScale F_0 are w uu'.</summary>
    public double Weight(ReadOnlySpan<double> x, double constantScale)
    {
        double sum = 0.0;
        foreach ((int variable, double weight) in _terms)
        {
            sum += weight * ConstraintOperator.Weight(variable, x, constantScale);
        }

        return sum;
    }

    private static bool IsMultiple(ReadOnlySpan<double> column, double ratio, double[] vector)
    {
        for (int i = 0; i < column.Length; i++)
        {
            if (!(Math.Abs(column[i] - (ratio * vector[i])) <= Rounding * Math.Abs(column[i])))
            {
                return false;
            }
        }

        return true;
    }
}
