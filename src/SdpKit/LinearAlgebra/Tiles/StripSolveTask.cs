namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>X := X T'^-1 for a triangle small enough for the cache. A part is a few strips of <c>TTile.Rows</c> rows of X.</summary>
internal readonly unsafe struct StripSolveTask<TTile, TVector, TLanes> : ITeamTask
    where TTile : IRegisterTile
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    private readonly PackedTriangle<TTile, TVector, TLanes> _triangle;
    private readonly StridedMatrix _x;
    private readonly double* _strips;
    private readonly nint _stripLength;
    private readonly int _stripsPerPart;

    private StripSolveTask(StridedMatrix t, StridedMatrix x, KernelContext context)
    {
        int strips = (x.Rows + TTile.Rows - 1) / TTile.Rows;
        _stripsPerPart = PackedTriangle<TTile, TVector, TLanes>.StripsPerPart(strips, context.Team.ThreadCount);
        _stripLength = PackedTriangle<TTile, TVector, TLanes>.StripLength(t.Rows);
        _strips = context.ReserveLeftPanels(_stripLength * _stripsPerPart * context.Team.ThreadCount);
        double* memory = context.ReserveRightPanels(PackedTriangle<TTile, TVector, TLanes>.Length(t.Rows));
        _triangle = PackedTriangle<TTile, TVector, TLanes>.Pack(t, memory, context);
        _x = x;
        PartCount = (strips + _stripsPerPart - 1) / _stripsPerPart;
    }

    private int PartCount { get; }

    public static void Solve(StridedMatrix t, StridedMatrix x, KernelContext context)
    {
        StripSolveTask<TTile, TVector, TLanes> task = new(t, x, context);
        context.Run(task.PartCount, (double)x.Rows * t.Rows * t.Rows, ref task);
    }

    public void Execute(int index, int worker)
    {
        double* strips = _strips + (worker * _stripsPerPart * _stripLength);
        int first = index * _stripsPerPart * TTile.Rows;
        int count = Math.Min(_stripsPerPart, (_x.Rows - first + TTile.Rows - 1) / TTile.Rows);
        for (int strip = 0; strip < count; strip++)
        {
            PanelPacking.Pack(Rows(first, strip), TTile.Rows, strips + (strip * _stripLength));
        }

        _triangle.Solve(strips, count);
        for (int strip = 0; strip < count; strip++)
        {
            PanelPacking.Unpack(strips + (strip * _stripLength), TTile.Rows, Rows(first, strip));
        }
    }

    private StridedMatrix Rows(int first, int strip)
    {
        int row = first + (strip * TTile.Rows);
        return _x.Slice(row, 0, Math.Min(TTile.Rows, _x.Rows - row), _x.Columns);
    }
}
