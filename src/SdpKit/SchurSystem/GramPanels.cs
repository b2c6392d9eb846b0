using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Computes U'PU and U'QU below the diagonal, a panel of columns at a time, so that they never need more than a panel's memory.</summary>
internal sealed unsafe class GramPanels : IDisposable
{
    private const int Columns = 128;

    private readonly LowRankFactors _factors;
    private readonly int[] _starts;
    private readonly int _columns;
    private readonly AlignedBuffer _memory;

    /// <param name="factors">The terms; a panel holds whole ones.</param>
    public GramPanels(LowRankFactors factors)
    {
        _factors = factors;
        int[] starts = _starts = factors.Starts;
        _columns = Columns;
        for (int t = 0; t + 1 < starts.Length; t++)
        {
            _columns = Math.Max(_columns, starts[t + 1] - starts[t]);
        }

        _columns = Math.Min(_columns, starts[^1]);
        _memory = new AlignedBuffer(2 * (nint)starts[^1] * _columns);
    }

    /// <summary>Gets the end of the panel that starts with a term.</summary>
    public int End(int first)
    {
        int end = first + 1;
        while (end + 1 < _starts.Length && _starts[end + 1] - _starts[first] <= _columns)
        {
            end++;
        }

        return end;
    }

    /// <summary>Computes the panel of the terms from <paramref name="first"/> up to <paramref name="end"/>; its first row and column are those of the first term.</summary>
    public GramPanel Form(int first, int end, MatrixView inverseProduct, MatrixView dualProduct, KernelContext context)
    {
        int origin = _starts[first];
        int columns = _starts[end] - origin;
        int rows = _starts[^1] - origin;
        var inverse = new MatrixView(_memory.Data, rows, columns, rows);
        var dual = new MatrixView(inverse.Column(columns), rows, columns, rows);
        _factors.MultiplyTransposed(origin, inverseProduct.Slice(0, origin, _factors.Order, columns), inverse, context);
        _factors.MultiplyTransposed(origin, dualProduct.Slice(0, origin, _factors.Order, columns), dual, context);
        return new GramPanel(inverse, dual, origin);
    }

    public void Dispose() => _memory.Dispose();
}
