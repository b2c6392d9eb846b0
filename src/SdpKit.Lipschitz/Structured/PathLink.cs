using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Represents what joins a pivot to a block that is eliminated after it.</summary>
internal sealed class PathLink(PathPivot pivot, PathPivot neighbour, DenseMatrix joint)
{
    public PathPivot Neighbour { get; } = neighbour;

    /// <summary>Gets a value indicating whether the neighbour comes later on the path, so that its rows are the joint's.</summary>
    public bool IsLater => Neighbour.Block > pivot.Block;

    /// <summary>Gets what joins the two, rows of the later block.</summary>
    public DenseMatrix Joint { get; } = joint;

    /// <summary>Gets W = B C^-T, B the joint with the neighbour's rows.</summary>
    public DenseMatrix Whitened { get; } = new(neighbour.Order, pivot.Order);

    /// <summary>Gets G = B D^-1.</summary>
    public DenseMatrix Ratio { get; } = new(neighbour.Order, pivot.Order);
}
