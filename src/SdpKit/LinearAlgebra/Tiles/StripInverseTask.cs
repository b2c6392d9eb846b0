namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>
/// L := L^-1 in place for a triangle small enough for the cache, by solving for the columns of the identity. A part is a few strips of
/// <c>TTile.Rows</c> columns, the longest first; what is above them is zero and is skipped.
/// </summary>
internal readonly unsafe struct StripInverseTask<TTile, TVector, TLanes> : ITeamTask
    where TTile : IRegisterTile
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    private readonly PackedTriangle<TTile, TVector, TLanes> _triangle;
    private readonly MatrixView _l;
    private readonly double* _strips;
    private readonly nint _stripLength;
    private readonly int _stripsPerPart;

    private StripInverseTask(MatrixView l, KernelContext context)
    {
        int strips = (l.Rows + TTile.Rows - 1) / TTile.Rows;
        _stripsPerPart = PackedTriangle<TTile, TVector, TLanes>.StripsPerPart(strips, context.Team.ThreadCount);
        _stripLength = PackedTriangle<TTile, TVector, TLanes>.StripLength(l.Rows);
        _strips = context.ReserveLeftPanels(_stripLength * _stripsPerPart * context.Team.ThreadCount);
        double* memory = context.ReserveRightPanels(PackedTriangle<TTile, TVector, TLanes>.Length(l.Rows));
        _triangle = PackedTriangle<TTile, TVector, TLanes>.Pack(new StridedMatrix(l, transpose: false), memory, context);
        _l = l;
        PartCount = (strips + _stripsPerPart - 1) / _stripsPerPart;
    }

    private int PartCount { get; }

    public static void Invert(MatrixView l, KernelContext context)
    {
        StripInverseTask<TTile, TVector, TLanes> task = new(l, context);
        context.Run(task.PartCount, (double)l.Rows * l.Rows * l.Rows / 3, ref task);
    }

    public void Execute(int index, int worker)
    {
        int n = _triangle.Order;
        int columns = _stripsPerPart * TTile.Rows;
        int first = index * columns;
        int strips = Math.Min(_stripsPerPart, (n - first + TTile.Rows - 1) / TTile.Rows);
        double* x = _strips + (worker * _stripsPerPart * _stripLength);
        _triangle.SolveIdentity(x, strips, first);
        for (int strip = 0; strip < strips; strip++)
        {
            Unpack(x + (strip * _stripLength), first + (strip * TTile.Rows));
        }
    }

    /// <summary>Column k of the strip is row k of the inverse. The rows beside the diagonal are cut off at it, the others are whole.</summary>
    private void Unpack(double* strip, int first)
    {
        int n = _triangle.Order;
        int columns = Math.Min(TTile.Rows, n - first);
        int end = first + columns;
        for (int j = 0; j < columns; j++)
        {
            double* to = _l.Column(first + j);
            for (nint i = first + j; i < end; i++)
            {
                to[i] = strip[(i * TTile.Rows) + j];
            }
        }

        StridedMatrix below = new(_l.Slice(end, first, n - end, columns), transpose: true);
        PanelPacking.Unpack(strip + ((nint)end * TTile.Rows), TTile.Rows, below);
    }
}
