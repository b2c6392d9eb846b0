namespace SdpKit.Tests.LinearAlgebra.Sparse;

/// <summary>Textbook twins on dense arrays of what the library does on sparse ones.</summary>
internal static class NaiveElimination
{
    /// <summary>The lower triangle of places that fill when rows and columns are eliminated in the given order.</summary>
    public static bool[,] FilledPositions(bool[,] positions, int[] ordering)
    {
        int order = ordering.Length;
        var filled = new bool[order, order];
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++)
            {
                filled[i, j] = positions[ordering[i], ordering[j]];
            }
        }

        for (int k = 0; k < order; k++)
        {
            for (int i = k + 1; i < order; i++)
            {
                for (int j = k + 1; filled[i, k] && j < order; j++)
                {
                    filled[i, j] |= filled[j, k];
                }
            }
        }

        return filled;
    }

    /// <summary>The number of entries of each column of the factor, the diagonal included.</summary>
    public static int[] ColumnCounts(bool[,] positions, int[] ordering)
    {
        bool[,] filled = FilledPositions(positions, ordering);
        var counts = new int[ordering.Length];
        for (int j = 0; j < counts.Length; j++)
        {
            for (int i = j; i < counts.Length; i++)
            {
                counts[j] += filled[i, j] ? 1 : 0;
            }
        }

        return counts;
    }

    public static long Fill(bool[,] positions, int[] ordering) => ColumnCounts(positions, ordering).Sum(count => (long)count);

    /// <summary>Eliminates one of exactly least degree at each step, the first such.</summary>
    public static int[] ExactMinimumDegree(bool[,] positions)
    {
        int order = positions.GetLength(0);
        var graph = (bool[,])positions.Clone();
        var isGone = new bool[order];
        var ordering = new int[order];
        for (int k = 0; k < order; k++)
        {
            int Degree(int i) => Enumerable.Range(0, order).Count(j => !isGone[j] && graph[i, j]);
            int pivot = Enumerable.Range(0, order).Where(i => !isGone[i]).MinBy(Degree);
            ordering[k] = pivot;
            isGone[pivot] = true;
            for (int i = 0; i < order; i++)
            {
                for (int j = 0; graph[i, pivot] && j < order; j++)
                {
                    graph[i, j] |= graph[pivot, j];
                }
            }
        }

        return ordering;
    }

    /// <summary>Solves A x = b by Gaussian elimination without pivoting.</summary>
    public static double[] Solve(double[,] matrix, double[] rightHandSide)
    {
        int order = rightHandSide.Length;
        var a = (double[,])matrix.Clone();
        var x = (double[])rightHandSide.Clone();
        for (int k = 0; k < order; k++)
        {
            for (int i = k + 1; i < order; i++)
            {
                double factor = a[i, k] / a[k, k];
                for (int j = k; j < order; j++)
                {
                    a[i, j] -= factor * a[k, j];
                }

                x[i] -= factor * x[k];
            }
        }

        for (int i = order - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < order; j++)
            {
                x[i] -= a[i, j] * x[j];
            }

            x[i] /= a[i, i];
        }

        return x;
    }
}
