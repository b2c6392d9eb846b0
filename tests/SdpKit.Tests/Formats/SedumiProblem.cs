namespace SdpKit.Tests.Formats;

/// <summary>Makes random problems of SeDuMi's form and writes them as MAT files.</summary>
internal static class SedumiProblem
{
    /// <summary>Makes a problem whose diagonal block, if any, comes first, and whose entries are sums of two equal halves.</summary>
    public static SdpProblem Random(int seed)
    {
        var random = new Random(seed);
        var builder = new SdpProblemBuilder(1 + random.Next(4));
        var sizes = new List<int>();
        if (random.Next(2) == 0)
        {
            sizes.Add(-builder.AddDiagonalBlock(1 + random.Next(4)) - 1);
        }

        for (int k = 1 + random.Next(3); k > 0; k--)
        {
            int order = 1 + random.Next(4);
            int block = builder.AddSemidefiniteBlock(order);
            for (int entry = random.Next(9); entry > 0; entry--)
            {
                builder.AddEntry(random.Next(-1, builder.VariableCount), block, random.Next(order), random.Next(order), random.NextDouble() - 0.5);
            }
        }

        if (sizes.Count > 0)
        {
            builder.AddEntry(0, 0, 0, 0, random.NextDouble());
            builder.AddEntry(SdpProblem.Constant, 0, 0, 0, random.NextDouble());
        }

        for (int k = random.Next(3); k > 0; k--)
        {
            int row = builder.AddEquality(random.NextDouble());
            builder.AddEqualityEntry(row, random.Next(builder.VariableCount), random.NextDouble());
        }

        builder.SetObjective(0, random.NextDouble());
        return builder.Build();
    }

    public static byte[] Write(SdpProblem problem, bool transposed, bool sparse)
    {
        int free = problem.Equalities.RowCount;
        int linear = problem.Blocks.Where(block => block.Kind == BlockKind.Diagonal).Sum(block => block.Order);
        int[] orders = [.. problem.Blocks.Where(block => block.Kind == BlockKind.PositiveSemidefinite).Select(block => block.Order)];
        int dimension = free + linear + orders.Sum(order => order * order);
        var c = new double[dimension];
        var a = new double[dimension, problem.VariableCount];
        for (int row = 0; row < free; row++)
        {
            c[row] = -problem.EqualityRightHandSide[row];
            for (int k = 0; k < problem.Equalities.Columns(row).Length; k++)
            {
                a[row, problem.Equalities.Columns(row)[k]] = -problem.Equalities.Values(row)[k];
            }
        }

        int start = free;
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            (BlockKind kind, int order) = problem.Blocks[b];
            BlockCoefficients block = problem.Coefficients[b];
            for (int t = 0; t < block.Variables.Length; t++)
            {
                for (int k = block.Starts[t]; k < block.Starts[t + 1]; k++)
                {
                    int[] places = kind == BlockKind.Diagonal ? [start + block.Rows[k]] : [start + block.Rows[k] + (order * block.Columns[k]), start + block.Columns[k] + (order * block.Rows[k])];
                    foreach (int place in places)
                    {
                        if (block.Variables[t] == SdpProblem.Constant)
                        {
                            c[place] = -block.Values[k];
                        }
                        else
                        {
                            a[place, block.Variables[t]] = -block.Values[k];
                        }
                    }
                }
            }

            start += kind == BlockKind.Diagonal ? order : order * order;
        }

        Func<string, int, int, Func<int, int, double>, byte[]> matrix = sparse ? Sparse : Full;
        return MatFile.Of(
            transposed
                ? matrix("At", dimension, problem.VariableCount, (row, column) => a[row, column])
                : MatFile.Compressed(matrix("A", problem.VariableCount, dimension, (row, column) => a[column, row])),
            matrix("b", problem.VariableCount, 1, (row, _) => -problem.Objective[row]),
            matrix("c", dimension, 1, (row, _) => c[row]),
            MatFile.Struct("K", ["f", "l", "s", "q"], MatFile.Doubles("", 1, 1, free), MatFile.Doubles("", 1, 1, linear), MatFile.Doubles("", 1, orders.Length, [.. orders.Select(order => (double)order)]), MatFile.Doubles("", 0, 0)));
    }

    private static byte[] Full(string name, int rowCount, int columnCount, Func<int, int, double> at) =>
        MatFile.Doubles(name, rowCount, columnCount, [.. Enumerable.Range(0, rowCount * columnCount).Select(k => at(k % rowCount, k / rowCount))]);

    private static byte[] Sparse(string name, int rowCount, int columnCount, Func<int, int, double> at)
    {
        var starts = new List<int> { 0 };
        var rows = new List<int>();
        var values = new List<double>();
        for (int column = 0; column < columnCount; column++)
        {
            foreach (int row in Enumerable.Range(0, rowCount).Where(row => at(row, column) != 0.0))
            {
                rows.Add(row);
                values.Add(at(row, column));
            }

            starts.Add(rows.Count);
        }

        return MatFile.Sparse(name, rowCount, [.. starts], [.. rows], [.. values]);
    }
}
