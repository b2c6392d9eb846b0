using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Computes U'PU and U'QU below the diagonal, a panel of columns at a time, so that they never need more than a panel's memory.</summary>
internal sealed unsafe class GramPanels : IDisposable
{
    private const int Columns = 128;

    private readonly int[] _starts;
    private readonly int _columns;
    private readonly AlignedBuffer _memory;

    /// <param name="starts">The first column of every term; a panel holds whole terms.</param>
    public GramPanels(int[] starts)
    {
        _starts = starts;
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
    public GramPanel Form(int first, int end, MatrixView factors, MatrixView inverseProduct, MatrixView dualProduct, KernelContext context)
    {
        int origin = _starts[first];
        int columns = _starts[end] - origin;
        int rows = _starts[^1] - origin;
        var inverse = new MatrixView(_memory.Data, rows, columns, rows);
        var dual = new MatrixView(inverse.Column(columns), rows, columns, rows);
        MatrixView later = factors.Slice(0, origin, factors.Rows, rows);
        MatrixView inverseColumns = inverseProduct.Slice(0, origin, factors.Rows, columns);
        MatrixView dualColumns = dualProduct.Slice(0, origin, factors.Rows, columns);
        MatrixProduct.Multiply(1.0, later, transposeA: true, inverseColumns, transposeB: false, 0.0, inverse, context);
        MatrixProduct.Multiply(1.0, later, transposeA: true, dualColumns, transposeB: false, 0.0, dual, context);
        return new GramPanel(inverse, dual, origin);
    }

    public void Dispose() => _memory.Dispose();
}
