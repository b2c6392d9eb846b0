namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>Packs both operands of a product; the right one is given transposed. A part is a few panels of one of them.</summary>
internal readonly unsafe struct PackTask<TTile>(StridedMatrix left, double* leftPanels, StridedMatrix right, double* rightPanels) : ITeamTask
    where TTile : IRegisterTile
{
    private const int PanelsPerPart = 4;

    /// <summary>Whether the left operand is upper triangular: zeros are packed in place of what is below its diagonal.</summary>
    public bool LeftIsUpper { get; init; }

    /// <summary>The same for the transposed right operand.</summary>
    public bool RightIsUpper { get; init; }

    public int PartCount => Parts(left.Rows, TTile.Rows) + Parts(right.Rows, TTile.Columns);

    public void Execute(int index, int worker)
    {
        int leftParts = Parts(left.Rows, TTile.Rows);
        if (index < leftParts)
        {
            Pack(left, LeftIsUpper, TTile.Rows, leftPanels, index);
        }
        else
        {
            Pack(right, RightIsUpper, TTile.Columns, rightPanels, index - leftParts);
        }
    }

    private static int Parts(int rows, int width) => CeilingDivide(CeilingDivide(rows, width), PanelsPerPart);

    private static int CeilingDivide(int value, int divisor) => (value + divisor - 1) / divisor;

    private static void Pack(StridedMatrix source, bool isUpper, int width, double* panels, int part)
    {
        int first = part * PanelsPerPart * width;
        int last = Math.Min(source.Rows, first + (PanelsPerPart * width));
        for (int row = first; row < last; row += width)
        {
            int rows = Math.Min(width, source.Rows - row);
            double* panel = panels + ((nint)row * source.Columns);
            if (!isUpper)
            {
                PanelPacking.Pack(source.Slice(row, 0, rows, source.Columns), width, panel);
                continue;
            }

            new Span<double>(panel, row * width).Clear();
            PanelPacking.Pack(source.Slice(row, row, rows, source.Columns - row), width, panel + ((nint)row * width));
            for (int i = 1; i < rows; i++)
            {
                for (int k = 0; k < i; k++)
                {
                    panel[((row + k) * width) + i] = 0;
                }
            }
        }
    }
}
