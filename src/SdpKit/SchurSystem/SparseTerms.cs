namespace SdpKit.SchurSystem;

/// <summary>Represents the sparse coefficient matrices of one block, the fullest first, so that every pair of terms is formed by its fuller member.</summary>
/// <remarks>
/// Weights are the entries with those on the diagonal halved: with C = T + T' an inner product is <c>&lt;F, T> = sum of weight * C[row, column]</c>
/// over the lower triangle, and <c>F = sum of weight * (e_r e_c' + e_c e_r')</c>. Ties are in the order of the variables, so single entries
/// meet the columns of H contiguously.
/// </remarks>
internal sealed class SparseTerms
{
    public SparseTerms(BlockCoefficients coefficients, int order)
    {
        Order = order;
        int first = coefficients.Variables.Length > 0 && coefficients.Variables[0] == SdpProblem.Constant ? 1 : 0;
        int[] starts = coefficients.Starts.ToArray();
        int[] terms = [.. Enumerable.Range(first, coefficients.Variables.Length - first).OrderByDescending(term => starts[term + 1] - starts[term])];

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

        FirstSingle = FindFirstSingle();
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

    private int FindFirstSingle()
    {
        int term = Count;
        while (term > 0 && Starts[term] - Starts[term - 1] == 1)
        {
            term--;
        }

        return term;
    }
}
