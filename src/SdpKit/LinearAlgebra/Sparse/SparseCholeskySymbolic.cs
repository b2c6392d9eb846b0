namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>
/// Represents what can be known of the Cholesky factorisation P A P' = L L' from the pattern alone: the ordering P, the supernodes and their
/// rows, the size of L and the work. Immutable and thread-safe; any number of <see cref="SparseCholesky"/> may share one.
/// </summary>
internal sealed class SparseCholeskySymbolic
{
    private SparseCholeskySymbolic(SymmetricPattern pattern, int[] ordering, int[] counts, SupernodeRows rows)
    {
        Pattern = pattern;
        Ordering = ordering;
        Places = Permutation.Invert(ordering);
        Rows = rows;
        foreach (int count in counts)
        {
            FactorEntryCount += count;
            Flops += (double)count * count;
        }

        ValueStarts = new long[rows.Count + 1];
        for (int node = 0; node < rows.Count; node++)
        {
            ValueStarts[node + 1] = ValueStarts[node] + ((long)rows.Height(node) * rows.Width(node));
        }
    }

    /// <summary>Gets the pattern that was analysed.</summary>
    public SymmetricPattern Pattern { get; }

    /// <summary>Gets the order of the matrix.</summary>
    public int Order => Pattern.Order;

    /// <summary>Gets P as a list: entry k is the index of A that is row and column k of P A P'.</summary>
    public int[] Ordering { get; }

    /// <summary>Gets the inverse of <see cref="Ordering"/>: the row of P A P' for each index of A.</summary>
    public int[] Places { get; }

    /// <summary>Gets the supernodes and their rows.</summary>
    public SupernodeRows Rows { get; }

    /// <summary>Gets where the panel of each supernode starts among the values (column-major, height x width), and one more entry, their number.</summary>
    public long[] ValueStarts { get; }

    /// <summary>Gets the number of doubles that a factor stores; explicit zeros of merged supernodes and upper triangles of panels included.</summary>
    public long StoredValueCount => ValueStarts[^1];

    /// <summary>Gets the number of entries of L that can be nonzero, the diagonal included.</summary>
    public long FactorEntryCount { get; }

    /// <summary>Gets the floating-point operations of one factorisation, sum of squared column counts; n^3/3 for a dense matrix.</summary>
    public double Flops { get; }

    /// <summary>Orders by approximate minimum degree and analyses.</summary>
    /// <exception cref="OverflowException">The row lists of the factor have more than 2^31 - 1 entries.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled while the ordering was looked for.</exception>
    public static SparseCholeskySymbolic Analyze(SymmetricPattern pattern, CancellationToken cancellationToken = default) =>
        Analyze(pattern, MinimumDegreeOrdering.Compute(pattern, cancellationToken));

    /// <summary>Analyses with an ordering given by the caller, refined to an equivalent one that makes supernodes contiguous.</summary>
    /// <exception cref="ArgumentException">The ordering does not name each index of the pattern once.</exception>
    public static SparseCholeskySymbolic Analyze(SymmetricPattern pattern, ReadOnlySpan<int> ordering)
    {
        if (ordering.Length != pattern.Order)
        {
            throw new ArgumentException($"The ordering has {ordering.Length} entries for a matrix of order {pattern.Order}.", nameof(ordering));
        }

        int[] parents = EliminationTree.Parents(EliminationColumns.Create(pattern, Permutation.Invert(ordering)));
        int[] postorder = EliminationTree.Postorder(parents);
        int[] postordered = Permutation.Compose(ordering, postorder);
        parents = EliminationTree.Renumber(parents, postorder);

        int[] counts = ColumnCounts.Compute(EliminationColumns.Create(pattern, Permutation.Invert(postordered)), parents);
        SupernodeTree tree = SupernodeTree.Create(parents, counts);
        int[] final = Permutation.Compose(postordered, tree.ColumnOrder);
        SupernodeRows rows = SupernodeRows.Create(EliminationColumns.Create(pattern, Permutation.Invert(final)), tree);
        return new SparseCholeskySymbolic(pattern, final, counts, rows);
    }

    /// <summary>Returns an analysis with the same ordering in which the last columns, at least so many, are one supernode.</summary>
    public SparseCholeskySymbolic WithRoot(int width)
    {
        var builder = new SymmetricPatternBuilder(Order);
        for (int column = 0; column < Order; column++)
        {
            foreach (int row in Pattern.Rows(column))
            {
                builder.AddEntry(row, column);
            }
        }

        builder.AddClique(Ordering.AsSpan(Order - width));
        return Analyze(builder.Build(), Ordering);
    }

    /// <summary>Finds where the entry (row, column) of A, in either triangle, is stored among the values.</summary>
    /// <returns>The place, or a negative number where the entry is always zero in A and in L.</returns>
    public long Find(int row, int column)
    {
        (int first, int second) = (Places[row], Places[column]);
        int node = Rows.Supernodes[Math.Min(first, second)];
        int place = Rows.Find(node, Math.Max(first, second));
        return place < 0 ? place : ValueStarts[node] + place + ((long)(Math.Min(first, second) - Rows.FirstColumn(node)) * Rows.Height(node));
    }
}
