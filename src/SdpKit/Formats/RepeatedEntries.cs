using System.Collections.Immutable;

namespace SdpKit.Formats;

/// <summary>Notices that a file gives an entry of a coefficient matrix more than once: legal, but often a mistake of the program that wrote it.</summary>
internal static class RepeatedEntries
{
    /// <summary>Compares the entries read with those that are left after entries at the same place were summed.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="entryCounts">How many entries other than zero were read for each block.</param>
    /// <param name="firstNumber">The number that the format gives to the first block.</param>
    public static ImmutableArray<string> Warn(SdpProblem problem, ReadOnlySpan<int> entryCounts, int firstNumber)
    {
        int repeated = 0;
        int firstBlock = -1;
        for (int b = 0; b < entryCounts.Length; b++)
        {
            int excess = entryCounts[b] - problem.Coefficients[b].Values.Length;
            repeated += excess;
            firstBlock = firstBlock < 0 && excess > 0 ? b : firstBlock;
        }

        return repeated == 0
            ? []
            : [$"Entries are given more than once, first in block {firstBlock + firstNumber}; {repeated} were added to others at the same place (SDPA would keep the last, CSDP would refuse the file)."];
    }
}
