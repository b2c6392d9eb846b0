using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Matrices;
using SdpKit.Lipschitz.Proof;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Factors Z = A - V'V for a block tridiagonal A and a V that belongs to its last block, and solves with it, at the cost of its blocks.</summary>
/// <remarks>
/// Z is the Schur complement of the identity in [A, V'; V, I], one more block on the path, and in which all hidden blocks are still diagonal where a slope is 0. Blocks are eliminated in the order of
/// <see cref="EliminationOrder"/>, Z = U D U' with the ratios G = (what joins the neighbours to the pivot) D_p^-1 in U, and D_p = C_p C_p', a diagonal as long as nothing has filled it.
/// For one hidden layer only a matrix of the order of the input and the output is factored. Vectors and matrices have <see cref="Order"/> rows, those of V's block last.
/// </remarks>
internal sealed unsafe partial class PathFactor
{
    private readonly DenseMatrix _last;
    private readonly PathPivot[] _pivots;

    /// <param name="pattern">A matrix with the blocks of A.</param>
    /// <param name="last">V; the columns of the last block.</param>
    public PathFactor(PathMatrix pattern, DenseMatrix last)
    {
        _last = last;
        InnerOrder = pattern.Order;
        int[] starts = [.. pattern.Starts, pattern.Order + last.Rows];
        int[] orders = [.. Enumerable.Range(0, starts.Length - 1).Select(block => starts[block + 1] - starts[block])];
        EliminationOrder order = EliminationOrder.Of(orders, [.. pattern.Dense.Select(dense => dense is not null), false]);
        _pivots = PathPivot.Plan(order, starts, [.. pattern.Dense.Select(dense => dense is not null), false]);
    }

    /// <summary>Gets the order of A and Z.</summary>
    public int InnerOrder { get; }

    /// <summary>Gets the order of A and V's rows together.</summary>
    public int Order => InnerOrder + _last.Rows;

    /// <summary>Factors; false where Z is not positive definite to working precision.</summary>
    public bool TryFactor(PathMatrix a, KernelContext context)
    {
        Load(a);
        foreach (PathPivot pivot in _pivots)
        {
            context.ThrowIfCancelled();
            if (!pivot.TryEliminate(context))
            {
                return false;
            }
        }

        return true;
    }

    private void Load(PathMatrix a)
    {
        foreach (PathPivot pivot in _pivots)
        {
            bool isLast = pivot.Block == a.Dense.Length;
            for (int i = 0; i < pivot.Order; i++)
            {
                pivot.Diagonal[i] = isLast ? 1.0 : a.Diagonal[pivot.Start + i];
            }

            if (pivot.Dense is { } dense)
            {
                if (!isLast && a.Dense[pivot.Block] is { } added)
                {
                    added.Values.CopyTo(dense.Values);
                }
                else
                {
                    dense.Values.Clear();
                }

                for (int i = 0; i < pivot.Order; i++)
                {
                    dense[i, i] += pivot.Diagonal[i];
                }
            }

            foreach (PathLink link in pivot.Links)
            {
                if (Math.Abs(link.Neighbour.Block - pivot.Block) > 1)
                {
                    link.Joint.Values.Clear();
                }
                else
                {
                    int earlier = Math.Min(link.Neighbour.Block, pivot.Block);
                    (earlier + 1 == a.Dense.Length ? _last : a.Joints[earlier]).Values.CopyTo(link.Joint.Values);
                }
            }
        }
    }
}
