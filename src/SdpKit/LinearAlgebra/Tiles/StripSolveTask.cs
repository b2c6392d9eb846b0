namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>X := X T'^-1 for a triangle small enough for the cache. A part is a strip of <c>TTile.Rows</c> rows of X.</summary>
internal readonly unsafe struct StripSolveTask<TTile, TVector, TLanes> : ITeamTask
    where TTile : IRegisterTile
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    private readonly PackedTriangle<TTile, TVector, TLanes> _triangle;
    private readonly StridedMatrix _x;
    private readonly double* _strips;
    private readonly KernelContext _context;

    private StripSolveTask(StridedMatrix t, StridedMatrix x, KernelContext context)
    {
        nint stripLength = PackedTriangle<TTile, TVector, TLanes>.StripLength(t.Rows);
        _strips = context.ReserveLeftPanels(stripLength * context.Team.ThreadCount);
        double* memory = context.ReserveRightPanels(PackedTriangle<TTile, TVector, TLanes>.Length(t.Rows));
        _triangle = PackedTriangle<TTile, TVector, TLanes>.Pack(t, memory, context);
        _x = x;
        _context = context;
    }

    public static void Solve(StridedMatrix t, StridedMatrix x, KernelContext context)
    {
        StripSolveTask<TTile, TVector, TLanes> task = new(t, x, context);
        int parts = (x.Rows + TTile.Rows - 1) / TTile.Rows;
        context.Run(parts, (double)x.Rows * t.Rows * t.Rows, ref task);
    }

    public void Execute(int index, int worker)
    {
        _context.ThrowIfCancelled();
        double* strip = _strips + (worker * PackedTriangle<TTile, TVector, TLanes>.StripLength(_triangle.Order));
        int row = index * TTile.Rows;
        StridedMatrix x = _x.Slice(row, 0, Math.Min(TTile.Rows, _x.Rows - row), _x.Columns);
        PanelPacking.Pack(x, TTile.Rows, strip);
        _triangle.Solve(strip, strips: 1);
        PanelPacking.Unpack(strip, TTile.Rows, x);
    }
}
