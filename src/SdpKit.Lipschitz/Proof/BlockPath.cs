using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Proof;

/// <summary>Holds a symmetric block matrix whose blocks are joined like the links of a path; after an elimination, the neighbours of what was eliminated are joined.</summary>
internal sealed class BlockPath
{
    private readonly Dictionary<(int Row, int Column), DenseMatrix> _joints = [];

    /// <param name="orders">The order of each block.</param>
    public BlockPath(int[] orders)
    {
        Orders = orders;
        Diagonals = [.. orders.Select(order => new double[order])];
        Dense = new DenseMatrix?[orders.Length];
    }

    public int[] Orders { get; }

    /// <summary>Gets the diagonal of each block.</summary>
    public double[][] Diagonals { get; }

    /// <summary>Gets the strictly lower triangle of each diagonal block, in a matrix whose other entries mean nothing; null where it is zero.</summary>
    public DenseMatrix?[] Dense { get; }

    /// <summary>Gets or sets what joins block <paramref name="column"/> to the later block <paramref name="row"/>; null where nothing does.</summary>
    public DenseMatrix? this[int row, int column]
    {
        get => _joints.GetValueOrDefault((row, column));
        set => _joints[(row, column)] = value!;
    }

    /// <summary>Computes the block-wise positions of the first row of each block.</summary>
    public int[] Starts() => [0, .. Orders.Select((_, l) => Orders[..(l + 1)].Sum())];
}
