namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Counts the entries of each column of a Cholesky factor without forming its pattern.</summary>
/// <remarks>
/// Gilbert, Ng, Peyton, "An efficient algorithm to compute row and column counts for sparse Cholesky factorization", SIAM J. Matrix Anal.
/// Appl. 15 (1994) 1075-1091: a column's count is a sum over its subtree of +1 for each row subtree it is a leaf of and -1 for each pair of
/// leaves that meet there, in nearly linear time.
/// </remarks>
internal static class ColumnCounts
{
    private const int None = EliminationTree.None;

    /// <summary>Computes the number of entries of each column, the diagonal included.</summary>
    /// <param name="columns">The columns of the matrix, numbered in postorder.</param>
    /// <param name="parents">The elimination tree of the columns.</param>
    public static int[] Compute(EliminationColumns columns, ReadOnlySpan<int> parents)
    {
        int order = columns.Order;
        int[] firstDescendants = FirstDescendants(parents);
        var counts = new int[order];
        var lastFirst = new int[order];
        var previousLeaf = new int[order];
        var ancestors = new int[order];
        for (int column = 0; column < order; column++)
        {
            counts[column] = firstDescendants[column] == column ? 1 : 0;
            lastFirst[column] = None;
            previousLeaf[column] = None;
            ancestors[column] = column;
        }

        for (int column = 0; column < order; column++)
        {
            if (parents[column] != None)
            {
                counts[parents[column]]--;
            }

            foreach (int row in columns.Rows(column))
            {
                if (firstDescendants[column] <= lastFirst[row])
                {
                    continue;
                }

                // The column is a leaf of the row's subtree; it meets the leaf before it in their least common ancestor.
                lastFirst[row] = firstDescendants[column];
                counts[column]++;
                if (previousLeaf[row] != None)
                {
                    counts[FindRoot(ancestors, previousLeaf[row])]--;
                }

                previousLeaf[row] = column;
            }

            if (parents[column] != None)
            {
                ancestors[column] = parents[column];
            }
        }

        for (int column = 0; column < order; column++)
        {
            if (parents[column] != None)
            {
                counts[parents[column]] += counts[column];
            }
        }

        return counts;
    }

    private static int[] FirstDescendants(ReadOnlySpan<int> parents)
    {
        var first = new int[parents.Length];
        Array.Fill(first, None);
        for (int column = 0; column < parents.Length; column++)
        {
            for (int node = column; node != None && first[node] == None; node = parents[node])
            {
                first[node] = column;
            }
        }

        return first;
    }

    private static int FindRoot(int[] ancestors, int node)
    {
        int root = node;
        while (ancestors[root] != root)
        {
            root = ancestors[root];
        }

        while (node != root)
        {
            int next = ancestors[node];
            ancestors[node] = root;
            node = next;
        }

        return root;
    }
}
