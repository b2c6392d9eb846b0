namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Computes elimination trees: the parent of column j is the row of the first entry below the diagonal of column j of the factor.</summary>
internal static class EliminationTree
{
    /// <summary>The parent of a root.</summary>
    public const int None = -1;

    /// <summary>Computes the parent of each column (Liu, ACM Trans. Math. Softw. 12 (1986) 127-148, with path compression).</summary>
    public static int[] Parents(EliminationColumns columns)
    {
        EliminationColumns rows = columns.Transpose();
        var parents = new int[columns.Order];
        var ancestors = new int[columns.Order];
        for (int row = 0; row < columns.Order; row++)
        {
            parents[row] = None;
            ancestors[row] = None;
            foreach (int column in rows.Rows(row))
            {
                int node = column;
                while (node != None && node < row)
                {
                    int next = ancestors[node];
                    ancestors[node] = row;
                    if (next == None)
                    {
                        parents[node] = row;
                    }

                    node = next;
                }
            }
        }

        return parents;
    }

    /// <summary>Lists the nodes of a forest so that every node follows its children, and each subtree is contiguous.</summary>
    public static int[] Postorder(ReadOnlySpan<int> parents)
    {
        var firstChild = new int[parents.Length];
        var nextSibling = new int[parents.Length];
        Array.Fill(firstChild, None);
        int firstRoot = None;
        for (int node = parents.Length - 1; node >= 0; node--)
        {
            ref int list = ref firstRoot;
            if (parents[node] != None)
            {
                list = ref firstChild[parents[node]];
            }

            nextSibling[node] = list;
            list = node;
        }

        var order = new int[parents.Length];
        int count = 0;
        for (int root = firstRoot; root != None; root = nextSibling[root])
        {
            int node = root;
            while (node != None)
            {
                while (firstChild[node] != None)
                {
                    int child = firstChild[node];
                    firstChild[node] = None;
                    node = child;
                }

                order[count++] = node;
                node = node == root ? None : nextSibling[node] != None ? nextSibling[node] : parents[node];
            }
        }

        return order;
    }

    /// <summary>Renumbers a forest by a postorder of it.</summary>
    public static int[] Renumber(ReadOnlySpan<int> parents, ReadOnlySpan<int> postorder)
    {
        int[] places = Permutation.Invert(postorder);
        var renumbered = new int[parents.Length];
        for (int place = 0; place < postorder.Length; place++)
        {
            int parent = parents[postorder[place]];
            renumbered[place] = parent == None ? None : places[parent];
        }

        return renumbered;
    }
}
