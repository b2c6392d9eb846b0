namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>
/// L := L^-1 in place for a triangle small enough for the cache, by solving for the columns of the identity. A part is a strip of
/// <c>TTile.Rows</c> columns; what is above them is zero and is skipped.
/// </summary>
internal readonly unsafe struct StripInverseTask<TTile, TVector, TLanes> : ITeamTask
    where TTile : IRegisterTile
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    private readonly PackedTriangle<TTile, TVector, TLanes> _triangle;
    private readonly MatrixView _l;
    private readonly double* _strips;

    private StripInverseTask(MatrixView l, KernelContext context)
    {
        nint stripLength = PackedTriangle<TTile, TVector, TLanes>.StripLength(l.Rows);
        _strips = context.ReserveLeftPanels(stripLength * context.Team.ThreadCount);
        double* memory = context.ReserveRightPanels(PackedTriangle<TTile, TVector, TLanes>.Length(l.Rows));
        _triangle = new(new StridedMatrix(l, transpose: false), memory);
        _l = l;
    }

    public static void Invert(MatrixView l, KernelContext context)
    {
        context.ThrowIfCancelled();
        StripInverseTask<TTile, TVector, TLanes> task = new(l, context);
        int parts = (l.Rows + TTile.Rows - 1) / TTile.Rows;
        context.Run(parts, (double)l.Rows * l.Rows * l.Rows / 3, ref task);
    }

    public void Execute(int index, int worker)
    {
        int n = _triangle.Order;
        int first = index * TTile.Rows;
        int columns = Math.Min(TTile.Rows, n - first);
        double* strip = _strips + (worker * PackedTriangle<TTile, TVector, TLanes>.StripLength(n));
        // Column k of the strip is row k of the inverse. The rows beside the diagonal are cut off at it, the others are whole.
        _triangle.SolveIdentity(strip, first);
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
