namespace SdpKit.Lipschitz.Proof;

/// <summary>Chooses in which order the blocks of a path are eliminated: the one that costs least at the time, so that diagonal blocks go before they fill.</summary>
internal sealed class EliminationOrder
{
    private EliminationOrder(List<(int Pivot, int[] Neighbours)> steps, int[] products) => (Steps, InnerProducts) = (steps, products);

    /// <summary>Gets the blocks in order, each with the at most two blocks that are then joined to it, the earlier first.</summary>
    public IReadOnlyList<(int Pivot, int[] Neighbours)> Steps { get; }

    /// <summary>Gets, of each block, the most products that are subtracted from one entry of the diagonal; from no other entry of its rows and columns are there more.</summary>
    public int[] InnerProducts { get; }

    public static EliminationOrder Of(BlockPath matrix) => Of(matrix.Orders, [.. matrix.Dense.Select(block => block is not null)]);

    /// <summary>Orders blocks of which some have entries beside their diagonals.</summary>
    public static EliminationOrder Of(int[] orders, bool[] hasEntries)
    {
        List<int> left = [.. Enumerable.Range(0, orders.Length)];
        bool[] isDense = [.. hasEntries];
        var products = new int[orders.Length];
        var steps = new List<(int, int[])>();
        while (left.Count > 0)
        {
            int place = Enumerable.Range(0, left.Count).MinBy(i => Cost(orders, isDense, left, i));
            int pivot = left[place];
            int[] neighbours = Neighbours(left, place);
            foreach (int neighbour in neighbours)
            {
                products[neighbour] += orders[pivot];
                isDense[neighbour] = true;
            }

            products[pivot] += isDense[pivot] ? orders[pivot] - 1 : 0;
            steps.Add((pivot, neighbours));
            left.RemoveAt(place);
        }

        return new EliminationOrder(steps, products);
    }

    private static int[] Neighbours(List<int> left, int place) =>
        [.. new[] { place - 1, place + 1 }.Where(i => i >= 0 && i < left.Count).Select(i => left[i])];

    private static double Cost(int[] orders, bool[] isDense, List<int> left, int place)
    {
        double order = orders[left[place]];
        double around = Neighbours(left, place).Sum(block => orders[block]);
        return (order * around * around) + (isDense[left[place]] ? order * order * (around + (order / 3.0)) : 0.0);
    }
}
