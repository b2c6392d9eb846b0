namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>
/// The innermost kernel: a tile of the product that stays in registers while the inner index runs.
/// Reference: Goto and van de Geijn, Anatomy of high-performance matrix multiplication, ACM TOMS 34(3), 2008.
/// </summary>
internal unsafe interface IRegisterTile
{
    /// <summary>Rows of the tile, the width of the left operand's panels.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of the tile, the width of the right operand's panels.</summary>
    static abstract int Columns { get; }

    /// <summary>
    /// C := alpha A B' + beta C for a full tile, where A (<see cref="Rows"/> x depth) and B (<see cref="Columns"/> x depth) are packed panels,
    /// contiguous column by column. With beta = 0 the old C is never read.
    /// </summary>
    static abstract void Multiply(nint depth, double* a, double* b, double alpha, double beta, double* c, nint stride);
}
