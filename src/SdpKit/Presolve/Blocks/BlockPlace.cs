namespace SdpKit.Presolve.Blocks;

/// <summary>Represents a row of a block.</summary>
internal readonly record struct BlockPlace(int Block, int Row)
{
    /// <summary>Stands for a row that the target no longer has.</summary>
    public static readonly BlockPlace Dropped = new(-1, -1);
}
