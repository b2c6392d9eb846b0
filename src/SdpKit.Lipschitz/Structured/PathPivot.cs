using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Matrices;
using SdpKit.Lipschitz.Proof;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Represents a block of a <see cref="PathFactor"/>, D = CC' when its turn has come, with what it changes.</summary>
internal sealed class PathPivot
{
    private PathPivot(int block, int start, int order, bool isDense)
    {
        (Block, Start, Order) = (block, start, order);
        Diagonal = new double[order];
        Roots = new double[order];
        Dense = isDense ? new DenseMatrix(order, order) : null;
    }

    public int Block { get; }

    public int Start { get; }

    public int Order { get; }

    /// <summary>Gets D of a diagonal block.</summary>
    public double[] Diagonal { get; }

    /// <summary>Gets C of a diagonal block.</summary>
    public double[] Roots { get; }

    /// <summary>Gets the lower triangle of D, which C then replaces; null where the block is diagonal when its turn comes.</summary>
    public DenseMatrix? Dense { get; }

    /// <summary>Gets the blocks that are joined to this one when its turn comes, at most two, the earlier first.</summary>
    public PathLink[] Links { get; private set; } = [];

    /// <summary>Gets what joins the two neighbours, rows of the later one; null where there are not two.</summary>
    private DenseMatrix? Fill { get; set; }

    /// <summary>Takes the memory for an elimination.</summary>
    /// <returns>The pivots in their order.</returns>
    public static PathPivot[] Plan(EliminationOrder order, int[] starts, bool[] isDense)
    {
        int count = order.Steps.Count;
        bool[] fills = [.. isDense];
        var isDone = new bool[count];
        var pivots = new PathPivot[count];
        foreach ((int block, int[] neighbours) in order.Steps)
        {
            pivots[block] = new PathPivot(block, starts[block], starts[block + 1] - starts[block], fills[block]);
            foreach (int neighbour in neighbours)
            {
                fills[neighbour] = true;
            }
        }

        var joints = new Dictionary<(int Later, int Earlier), DenseMatrix>();
        DenseMatrix Joint(int x, int y)
        {
            (int Later, int Earlier) place = (Math.Max(x, y), Math.Min(x, y));
            return joints.TryGetValue(place, out DenseMatrix? joint) ? joint : joints[place] = new DenseMatrix(pivots[place.Later].Order, pivots[place.Earlier].Order);
        }

        foreach ((int block, int[] neighbours) in order.Steps)
        {
            pivots[block].Links = [.. neighbours.Select(neighbour => new PathLink(pivots[block], pivots[neighbour], Joint(block, neighbour)))];
            pivots[block].Fill = neighbours is [var earlier, var later] ? Joint(earlier, later) : null;
        }

        return [.. order.Steps.Select(step => pivots[step.Pivot])];
    }

    /// <summary>Factors the block and subtracts what it adds to its neighbours; false where it is not positive definite to working precision.</summary>
    public bool TryEliminate(KernelContext context)
    {
        if (!(Dense is null ? TryTakeRoots() : MatrixOperations.TryFactor(Dense, context)))
        {
            return false;
        }

        foreach (PathLink link in Links)
        {
            CopyJoint(link);
            Whiten(link, context);
            MatrixOperations.RankUpdateLower(-1.0, link.Whitened, false, 1.0, link.Neighbour.Dense!, context);
        }

        if (Fill is not null)
        {
            MatrixOperations.Multiply(-1.0, Links[1].Whitened, false, Links[0].Whitened, true, 1.0, Fill, context);
        }

        return true;
    }

    private bool TryTakeRoots()
    {
        for (int i = 0; i < Order; i++)
        {
            Roots[i] = Math.Sqrt(Diagonal[i]);
        }

        return Diagonal.All(value => value > 0.0 && double.IsFinite(value));
    }

    private static void CopyJoint(PathLink link)
    {
        DenseMatrix joint = link.Joint;
        if (link.IsLater)
        {
            joint.Values.CopyTo(link.Whitened.Values);
            return;
        }

        for (int j = 0; j < joint.Columns; j++)
        {
            for (int i = 0; i < joint.Rows; i++)
            {
                link.Whitened[j, i] = joint[i, j];
            }
        }
    }

    /// <summary>W := B C^-T and G := W C^-1.</summary>
    private void Whiten(PathLink link, KernelContext context)
    {
        if (Dense is not null)
        {
            TriangularSolve.SolveLowerRight(Dense.View, transpose: true, link.Whitened.View, context);
            link.Whitened.Values.CopyTo(link.Ratio.Values);
            TriangularSolve.SolveLowerRight(Dense.View, transpose: false, link.Ratio.View, context);
            GC.KeepAlive(this);
            return;
        }

        for (int j = 0; j < Order; j++)
        {
            Span<double> whitened = link.Whitened.Column(j);
            Span<double> ratio = link.Ratio.Column(j);
            for (int i = 0; i < whitened.Length; i++)
            {
                whitened[i] /= Roots[j];
                ratio[i] = whitened[i] / Roots[j];
            }
        }
    }
}
