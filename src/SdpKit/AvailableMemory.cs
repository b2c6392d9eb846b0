namespace SdpKit;

/// <summary>Finds out how much memory is free, as the runtime sees it: in the machine, or in the container where that has a limit.</summary>
internal static class AvailableMemory
{
    /// <summary>Returns the free bytes, to about a hundredth of all memory. What the garbage collector still holds of earlier problems is given back first where it may be in the way.</summary>
    /// <param name="wanted">The bytes that are wanted.</param>
    public static long Find(double wanted)
    {
        (long free, long all) = Measure();
        if (wanted <= free || wanted > all)
        {
            return free;
        }

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Measure().Free;
    }

    /// <summary>The runtime looks at the memory in use when it collects; a collection of the youngest generation takes under a millisecond.</summary>
    private static (long Free, long All) Measure()
    {
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        GCMemoryInfo memory = GC.GetGCMemoryInfo(GCKind.Ephemeral);
        return (Math.Max(0L, memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes), memory.TotalAvailableMemoryBytes);
    }
}
