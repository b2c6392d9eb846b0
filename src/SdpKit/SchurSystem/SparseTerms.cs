namespace SdpKit.SchurSystem;

/// <summary>Represents the sparse coefficient matrices of one block, the fullest first, so that every pair of terms is formed by its fuller member.</summary>
/// <remarks>
/// Weights are the entries with those on the diagonal halved: with C = T + T' an inner product is <c>&lt;F, T> = sum of weight * C[row, column]</c>
/// over the lower triangle, and <c>F = sum of weight * (e_r e_c' + e_c e_r')</c>. Single diagonal entries come last. Ties are in the order of the variables,
/// so single entries meet the columns of H contiguously.
/// </remarks>
internal sealed class SparseTerms
{
    public SparseTerms(BlockCoefficients coefficients, int order)
    {
        Order = order;
        int first = coefficients.Variables.Length > 0 && coefficients.Variables[0] == SdpProblem.Constant ? 1 : 0;
        int[] starts = coefficients.Starts.ToArray();
        int[] terms = 
        [
            .. Enumerable.Range(first, coefficients.Variables.Length - first)
                .OrderBy(term => (starts[term] - starts[term + 1], IsSingleDiagonal(coefficients, term))),
        ];

        Variables = new int[terms.Length];
        Starts = new int[terms.Length + 1];
        int entryCount = terms.Length == 0 ? 0 : starts[^1] - starts[first];
        Rows = new int[entryCount];
        Columns = new int[entryCount];
        Weights = new double[entryCount];
        int place = 0;
        for (int t = 0; t < terms.Length; t++)
        {
            Variables[t] = coefficients.Variables[terms[t]];
            for (int k = starts[terms[t]]; k < starts[terms[t] + 1]; k++, place++)
            {
                Rows[place] = coefficients.Rows[k];
                Columns[place] = coefficients.Columns[k];
                Weights[place] = Rows[place] == Columns[place] ? 0.5 * coefficients.Values[k] : coefficients.Values[k];
            }

            Starts[t + 1] = place;
        }

        FirstSingle = FindFirst(term => Starts[term + 1] - Starts[term] == 1);
        FirstDiagonal = FindFirst(term => term >= FirstSingle && Rows[Starts[term]] == Columns[Starts[term]]);
    }

    private SparseTerms(SparseTerms terms, int[] sequence)
    {
        Order = terms.Order;
        Variables = Array.ConvertAll(sequence, term => terms.Variables[term]);
        Starts = new int[sequence.Length + 1];
        int entryCount = sequence.Sum(term => terms.Starts[term + 1] - terms.Starts[term]);
        Rows = new int[entryCount];
        Columns = new int[entryCount];
        Weights = new double[entryCount];
        for (int t = 0; t < sequence.Length; t++)
        {
            int start = terms.Starts[sequence[t]];
            int count = terms.Starts[sequence[t] + 1] - start;
            Array.Copy(terms.Rows, start, Rows, Starts[t], count);
            Array.Copy(terms.Columns, start, Columns, Starts[t], count);
            Array.Copy(terms.Weights, start, Weights, Starts[t], count);
            Starts[t + 1] = Starts[t] + count;
        }

        FirstSingle = FindFirst(term => Starts[term + 1] - Starts[term] == 1);
        FirstDiagonal = FindFirst(term => term >= FirstSingle && Rows[Starts[term]] == Columns[Starts[term]]);
    }

    /// <summary>Gets the order of the block.</summary>
    public int Order { get; }

    /// <summary>Gets the number of terms.</summary>
    public int Count => Variables.Length;

    /// <summary>Gets the variable of every term.</summary>
    public int[] Variables { get; }

    /// <summary>Gets where the entries of every term start; one more than there are terms.</summary>
    public int[] Starts { get; }

    public int[] Rows { get; }

    public int[] Columns { get; }

    public double[] Weights { get; }

    /// <summary>Gets the first term with a single entry; all after it have one too.</summary>
    public int FirstSingle { get; }

    /// <summary>Gets the first term with a single entry on the diagonal; all after it are such terms too.</summary>
    public int FirstDiagonal { get; }

    /// <summary>Gets the entries of one term.</summary>
    public SparseTerm this[int term]
    {
        get
        {
            Range entries = Starts[term]..Starts[term + 1];
            return new SparseTerm(Rows.AsSpan(entries), Columns.AsSpan(entries), Weights.AsSpan(entries));
        }
    }

    /// <summary>Returns some or all of the terms in another sequence.</summary>
    public SparseTerms Reordered(int[] sequence) => new(this, sequence);

    private static bool IsSingleDiagonal(BlockCoefficients coefficients, int term)
    {
        int start = coefficients.Starts[term];
        return coefficients.Starts[term + 1] == start + 1 && coefficients.Rows[start] == coefficients.Columns[start];
    }

    /// <summary>Finds the first term from which on all satisfy the condition.</summary>
    private int FindFirst(Func<int, bool> condition)
    {
        int term = Count;
        while (term > 0 && condition(term - 1))
        {
            term--;
        }

        return term;
    }
}
