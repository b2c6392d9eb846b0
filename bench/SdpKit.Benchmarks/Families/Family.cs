namespace SdpKit.Benchmarks.Families;

/// <summary>Represents a kind of problem that is made by a generator.</summary>
/// <param name="Name">Its name, the first part of a file's name.</param>
/// <param name="Sizes">The sizes that are written, whatever they mean to the generator.</param>
/// <param name="Make">Makes the problem of a size from random numbers.</param>
internal sealed record Family(string Name, int[] Sizes, Func<int, Random, SdpProblem> Make);
