namespace SdpKit.Formats;

/// <summary>Refuses a file that declares much and holds little, before memory is taken for it.</summary>
internal static class DeclaredSize
{
    /// <summary>What may be declared without an entry.</summary>
    private const long FreeSize = 100_000;

    private const long LargestPerEntry = 10;

    /// <exception cref="ProblemFormatException">The size is out of proportion.</exception>
    public static void Check(string source, long size, long entryCount)
    {
        if (size > FreeSize + (LargestPerEntry * entryCount))
        {
            throw new ProblemFormatException(source, 0, 0, $"found {size} variables and constraints, but only {entryCount} entries; expected entries for most of them");
        }
    }
}
