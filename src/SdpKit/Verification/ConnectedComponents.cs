namespace SdpKit.Verification;

/// <summary>Splits a symmetric matrix into the blocks that a symmetric permutation makes diagonal. Reads the lower triangle.</summary>
internal static class ConnectedComponents
{
    /// <summary>Finds the connected components of the non-zero pattern: the indexes of each, ascending.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static int[][] Of(ReadOnlySpan<double> matrix, int order, CancellationToken cancellationToken)
    {
        int[] parents = [.. Enumerable.Range(0, order)];
        int count = order;
        for (int j = 0; j < order && count > 1; j++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<double> column = matrix.Slice(order * j, order);
            int root = Root(parents, j);
            for (int i = j + 1; i < order; i++)
            {
                if (column[i] != 0.0 && parents[i] != root)
                {
                    int other = Root(parents, i);
                    count -= other == root ? 0 : 1;
                    (root, other) = (Math.Min(root, other), Math.Max(root, other));
                    parents[other] = root;
                    parents[i] = root;
                }
            }
        }

        // The smallest index of a component is its root.
        var members = new List<int>?[order];
        for (int i = 0; i < order; i++)
        {
            (members[Root(parents, i)] ??= []).Add(i);
        }

        var components = new List<int[]>(count);
        foreach (List<int>? component in members)
        {
            if (component is not null)
            {
                components.Add([.. component]);
            }
        }

        return [.. components];
    }

    private static int Root(int[] parents, int index)
    {
        while (parents[index] != index)
        {
            parents[index] = parents[parents[index]];
            index = parents[index];
        }

        return index;
    }
}
