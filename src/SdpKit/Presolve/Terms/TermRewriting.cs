using System.Collections.Immutable;

namespace SdpKit.Presolve.Terms;

/// <summary>Rewrites the terms of one semidefinite block.</summary>
/// <remarks>F_0 may keep several terms, because nothing forms products of two of its terms.</remarks>
internal sealed class TermRewriting
{
    private readonly int _order;
    private readonly SparseTermList _sparse = new();
    private readonly ImmutableArray<LowRankTerm>.Builder _lowRank = ImmutableArray.CreateBuilder<LowRankTerm>();
    private readonly ImmutableArray<DenseTerm>.Builder _dense = ImmutableArray.CreateBuilder<DenseTerm>();

    private TermRewriting(int order) => _order = order;

    /// <summary>Rewrites the terms, or returns the same object where they are as they should be.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static BlockCoefficients Apply(BlockCoefficients coefficients, int order, CancellationToken cancellationToken)
    {
        if (coefficients.LowRankTerms.IsEmpty && coefficients.DenseTerms.IsEmpty && !HasRankOneTerm(coefficients, order))
        {
            return coefficients;
        }

        var rewriting = new TermRewriting(order);
        ILookup<int, LowRankTerm> lowRank = coefficients.LowRankTerms.ToLookup(term => term.Variable);
        ILookup<int, DenseTerm> dense = coefficients.DenseTerms.ToLookup(term => term.Variable);
        var sparse = new Dictionary<int, int>();
        for (int t = 0; t < coefficients.Variables.Length; t++)
        {
            sparse.Add(coefficients.Variables[t], t);
        }

        foreach (int variable in sparse.Keys.Union(lowRank.Select(group => group.Key)).Union(dense.Select(group => group.Key)).Order())
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool hasEntries = sparse.TryGetValue(variable, out int t);
            if (hasEntries && !lowRank.Contains(variable) && !dense.Contains(variable))
            {
                rewriting.AddEntries(coefficients, t);
                continue;
            }

            var terms = new VariableTerms(variable, order);
            if (hasEntries)
            {
                terms.AddSparse(coefficients, t);
            }

            terms.AddLowRank(lowRank[variable]);
            terms.AddDense(dense[variable]);
            rewriting.Add(terms);
        }

        return rewriting._sparse.Build(rewriting._lowRank.ToImmutable(), rewriting._dense.ToImmutable());
    }

    private static bool HasRankOneTerm(BlockCoefficients coefficients, int order)
    {
        for (int t = 0; t < coefficients.Variables.Length; t++)
        {
            if (FindProduct(coefficients, t, order) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static LowRankTerm? FindProduct(BlockCoefficients coefficients, int term, int order)
    {
        Range entries = coefficients.Starts[term]..coefficients.Starts[term + 1];
        return RankOneDetection.Find(coefficients.Variables[term], coefficients.Rows[entries], coefficients.Columns[entries], coefficients.Values[entries], order);
    }

    /// <summary>Adds the one term of a variable, given by its entries, of which there may be very many.</summary>
    private void AddEntries(BlockCoefficients coefficients, int term)
    {
        if (FindProduct(coefficients, term, _order) is { } product)
        {
            _lowRank.Add(product);
        }
        else
        {
            TermExpansion.AddSparse(_sparse, coefficients, term);
        }
    }

    private void Add(VariableTerms terms)
    {
        (BlockCoefficients entries, ImmutableArray<LowRankTerm> lowRank, ImmutableArray<DenseTerm> dense) = terms.Simplified();
        for (int t = 0; t < entries.Variables.Length; t++)
        {
            TermExpansion.AddSparse(_sparse, entries, t);
        }

        _lowRank.AddRange(lowRank);
        _dense.AddRange(dense);
    }
}
