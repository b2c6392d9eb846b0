using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.Tests.LinearAlgebra.Sparse;

/// <summary>A sparse symmetric positive definite matrix with its pattern, also held dense.</summary>
internal sealed class SparseCase
{
    private readonly SymmetricPatternBuilder _builder;
    private readonly List<int[]> _cliques = [];
    private readonly List<(int Row, int Column)> _entries = [];

    private SparseCase(int order)
    {
        Order = order;
        _builder = new SymmetricPatternBuilder(order);
        Dense = new double[order, order];
    }

    public static IReadOnlyList<string> Kinds { get; } =
        ["empty", "one", "diagonal", "grid", "banded", "arrow", "random", "disconnected", "dense", "cliques", "mixed", "hub"];

    public int Order { get; }

    public double[,] Dense { get; }

    public IReadOnlyList<int[]> Cliques => _cliques;

    public IReadOnlyList<(int Row, int Column)> Entries => _entries;

    public SymmetricPattern Pattern => _builder.Build();

    /// <summary>Makes a diagonally dominant matrix of the kind, its size and values drawn from the seed.</summary>
    public static SparseCase Create(string kind, int seed)
    {
        var random = new Random(seed);
        int order = kind switch { "empty" => 0, "one" => 1, "grid" => 49, "hub" => 300, _ => random.Next(2, 60) };
        var result = new SparseCase(order);
        result.AddPattern(kind, random);
        result.AddValues(random);
        return result;
    }

    public static SparseCase Grid(int side)
    {
        var result = new SparseCase(side * side);
        result.AddGrid(side);
        result.AddValues(new Random(1));
        return result;
    }

    /// <summary>The places where the matrix may be nonzero, both triangles and the diagonal.</summary>
    public bool[,] Positions()
    {
        var positions = new bool[Order, Order];
        for (int k = 0; k < Order; k++)
        {
            positions[k, k] = true;
        }

        foreach ((int row, int column) in _entries)
        {
            positions[row, column] = positions[column, row] = true;
        }

        foreach (int[] clique in _cliques)
        {
            foreach (int row in clique)
            {
                foreach (int column in clique)
                {
                    positions[row, column] = true;
                }
            }
        }

        return positions;
    }

    private void AddPattern(string kind, Random random)
    {
        switch (kind)
        {
            case "grid":
                AddGrid(7);
                break;
            case "banded":
                ForPairs((i, j) => i - j <= 3);
                break;
            case "arrow":
                ForPairs((i, j) => j == 0 || i == j + 1);
                break;
            case "random":
                ForPairs((_, _) => random.NextDouble() < 3.0 / Order);
                break;
            case "disconnected":
                ForPairs((i, j) => i % 4 == j % 4 && random.NextDouble() < 0.3);
                break;
            case "dense":
                ForPairs((_, _) => true);
                break;
            case "hub":
                ForPairs((i, j) => j == 7 || i == j + 1);
                break;
            case "cliques":
                AddCliques(random, Order / 3);
                break;
            case "mixed":
                AddCliques(random, Order / 8);
                ForPairs((_, _) => random.NextDouble() < 1.0 / Order);
                break;
            default:
                break;
        }
    }

    private void AddGrid(int side)
    {
        ForPairs((i, j) => i - j == side || (i - j == 1 && i % side != 0));
    }

    private void ForPairs(Func<int, int, bool> isEntry)
    {
        for (int row = 0; row < Order; row++)
        {
            for (int column = 0; column < row; column++)
            {
                if (isEntry(row, column))
                {
                    _entries.Add((row, column));
                    _builder.AddEntry(column, row);
                }
            }
        }
    }

    private void AddCliques(Random random, int count)
    {
        int[] all = [.. Enumerable.Range(0, Order)];
        for (int k = 0; k < count; k++)
        {
            random.Shuffle(all);
            int[] members = all[..random.Next(0, Math.Min(7, Order + 1))];
            _builder.AddClique(members);
            _cliques.Add(members);
        }
    }

    private void AddValues(Random random)
    {
        bool[,] positions = Positions();
        for (int row = 0; row < Order; row++)
        {
            Dense[row, row] += 1.0 + random.NextDouble();
            for (int column = 0; column < row; column++)
            {
                if (positions[row, column])
                {
                    double value = (2.0 * random.NextDouble()) - 1.0;
                    Dense[row, column] = Dense[column, row] = value;
                    Dense[row, row] += Math.Abs(value);
                    Dense[column, column] += Math.Abs(value);
                }
            }
        }
    }
}
