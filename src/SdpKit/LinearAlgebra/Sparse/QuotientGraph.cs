namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>
/// Holds the quotient graph of the minimum degree ordering: variables not yet eliminated, and elements, which stand for the cliques among them.
/// </summary>
/// <remarks>
/// Nodes 0..n-1 are the variables of the matrix, and the elements their elimination makes; the cliques of the pattern follow as elements
/// n, n+1, ... that exist from the start. The list of a variable names first its elements and then the variables it shares no element with;
/// the list of an element names its variables. All lists live in one store.
/// </remarks>
internal sealed class QuotientGraph
{
    public QuotientGraph(SymmetricPattern pattern)
    {
        VariableCount = pattern.Order;
        int nodes = VariableCount + pattern.CliqueCount;
        Starts = new int[nodes];
        Lengths = new int[nodes];
        ElementCounts = new int[VariableCount];
        CountLists(pattern);
        int free = 0;
        for (int node = 0; node < nodes; node++)
        {
            Starts[node] = free;
            free = checked(free + Lengths[node]);
        }

        Free = free;
        Store = new int[checked(free + VariableCount)];
        FillLists(pattern);
    }

    public int VariableCount { get; }

    /// <summary>Gets where the list of each node starts in <see cref="Store"/>.</summary>
    public int[] Starts { get; }

    /// <summary>Gets the length of each list, 0 for a node that is gone.</summary>
    public int[] Lengths { get; }

    /// <summary>Gets how many of the first names in a variable's list are elements.</summary>
    public int[] ElementCounts { get; }

    /// <summary>Gets the store of all lists; <see cref="Reserve"/> may replace it.</summary>
    public int[] Store { get; private set; }

    /// <summary>Gets or sets where the unused end of the store begins.</summary>
    public int Free { get; set; }

    public ReadOnlySpan<int> List(int node) => Store.AsSpan(Starts[node], Lengths[node]);

    public ReadOnlySpan<int> Elements(int variable) => Store.AsSpan(Starts[variable], ElementCounts[variable]);

    public ReadOnlySpan<int> Neighbours(int variable) =>
        Store.AsSpan(Starts[variable] + ElementCounts[variable], Lengths[variable] - ElementCounts[variable]);

    /// <summary>Makes room for a list of the given length at the end of the store, moving the lists together when it is full.</summary>
    public void Reserve(int length)
    {
        if (length <= Store.Length - Free)
        {
            return;
        }

        int live = 0;
        foreach (int count in Lengths)
        {
            live += count;
        }

        // At least half of the new store is free, so moving costs a constant per stored name.
        var store = new int[checked((2 * live) + length + VariableCount)];
        int free = 0;
        for (int node = 0; node < Starts.Length; node++)
        {
            List(node).CopyTo(store.AsSpan(free));
            Starts[node] = free;
            free += Lengths[node];
        }

        Store = store;
        Free = free;
    }

    private void CountLists(SymmetricPattern pattern)
    {
        for (int clique = 0; clique < pattern.CliqueCount; clique++)
        {
            ReadOnlySpan<int> members = pattern.Clique(clique);
            Lengths[VariableCount + clique] = members.Length;
            foreach (int variable in members)
            {
                Lengths[variable]++;
                ElementCounts[variable]++;
            }
        }

        for (int column = 0; column < VariableCount; column++)
        {
            foreach (int row in pattern.Rows(column))
            {
                Lengths[column]++;
                Lengths[row]++;
            }
        }
    }

    private void FillLists(SymmetricPattern pattern)
    {
        int[] next = Starts.AsSpan(0, VariableCount).ToArray();
        for (int clique = 0; clique < pattern.CliqueCount; clique++)
        {
            ReadOnlySpan<int> members = pattern.Clique(clique);
            members.CopyTo(Store.AsSpan(Starts[VariableCount + clique]));
            foreach (int variable in members)
            {
                Store[next[variable]++] = VariableCount + clique;
            }
        }

        for (int column = 0; column < VariableCount; column++)
        {
            foreach (int row in pattern.Rows(column))
            {
                Store[next[column]++] = row;
                Store[next[row]++] = column;
            }
        }
    }
}
