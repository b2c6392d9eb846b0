namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Represents a sparse symmetric matrix that is assembled in place and then factored, P A P' = L L', on dense panels.</summary>
/// <remarks>
/// Owns the memory of the panels and all workspace; the analysis is shared. The cycle is <see cref="Clear"/>, any number of additions,
/// <see cref="Factor"/>, any number of solves; none of them allocates. Not thread-safe: one call at a time. The result does
/// not depend on the number of threads. Left-looking supernodal factorisation: Ng and Peyton, SIAM J. Sci. Comput. 14 (1993) 1034-1056.
/// </remarks>
internal sealed unsafe partial class SparseCholesky : IDisposable
{
    private readonly SparseCholeskySymbolic _symbolic;
    private readonly SupernodeRows _rows;
    private readonly CliquePlaces _cliques;
    private readonly PanelUpdates _updates;
    private readonly AlignedBuffer _values;
    private readonly AlignedBuffer _product;
    private readonly AlignedBuffer _tail;
    private readonly int[] _places;
    private readonly double[] _vector;
    private readonly RankOnePart? _rankOne;

    /// <summary>Whether the panels hold A; false from the start of a factorisation, even a failed one, to the next <see cref="Clear"/>.</summary>
    private bool _isAssembling = true;

    /// <summary>Allocates a zero matrix with the analysed pattern.</summary>
    /// <param name="symbolic">The analysis.</param>
    /// <param name="vector">u, where <see cref="TryFactor"/> is to factor A + w uu'.</param>
    /// <exception cref="OutOfMemoryException">The memory cannot be had.</exception>
    public SparseCholesky(SparseCholeskySymbolic symbolic, ReadOnlySpan<double> vector = default)
    {
        _symbolic = symbolic;
        _rows = symbolic.Rows;
        _cliques = new CliquePlaces(symbolic);
        _updates = new PanelUpdates(_rows);
        _places = new int[symbolic.Order];
        _values = new AlignedBuffer((nint)symbolic.StoredValueCount);
        _product = new AlignedBuffer(ProductLength());
        _tail = new AlignedBuffer(LargestTail());
        _vector = vector.ToArray();
        _rankOne = vector.IsEmpty ? null : new RankOnePart(symbolic.Order, _rows.FirstColumn(_rows.Root));
    }

    /// <summary>Gets the analysis.</summary>
    public SparseCholeskySymbolic Symbolic => _symbolic;

    /// <summary>Gets a value indicating whether the panels hold the whole of L.</summary>
    public bool IsFactored { get; private set; }

    /// <summary>Gets what w uu' adds, where there is such a term.</summary>
    internal RankOnePart? RankOne => _rankOne;

    public void Dispose()
    {
        _rankOne?.Dispose();
        _values.Dispose();
        _product.Dispose();
        _tail.Dispose();
    }

    /// <summary>Views the panel of a supernode: its columns of L, row r of the panel being row <c>FirstColumn + r</c> or one of those below.</summary>
    internal MatrixView Panel(int node)
    {
        int height = _rows.Height(node);
        return new MatrixView(_values.Data + _symbolic.ValueStarts[node], height, _rows.Width(node), height);
    }

    private int LargestTail()
    {
        int largest = 0;
        for (int node = 0; node < _rows.Count; node++)
        {
            largest = Math.Max(largest, _rows.Below(node).Length);
        }

        return largest;
    }

    private void CheckAssembling()
    {
        if (!_isAssembling)
        {
            throw new InvalidOperationException("The matrix has been overwritten by its factorisation; clear it first.");
        }
    }

    private void CheckFactored()
    {
        if (!IsFactored)
        {
            throw new InvalidOperationException("The matrix has not been factored.");
        }
    }
}
