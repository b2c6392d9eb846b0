using SdpKit.LinearAlgebra;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.Tests.LinearAlgebra;

/// <summary>What the kernel tests run over: register widths, small orders, and orders around the tile and block sizes.</summary>
public static class KernelSizes
{
    /// <summary>All register widths; in a process with a part of the instruction set switched off, the widest that is left.</summary>
    public static TheoryData<int> Lanes =>
        InstructionSetTests.IsChild ? [SimdRung.Widest.Lanes] : [.. SimdRung.Supported.Select(rung => rung.Lanes)];

    public static IEnumerable<int> Orders => Enumerable.Range(0, 41).Concat([47, 48, 49, 63, 65, 72, 97, 129, 131, 145, 257]);

    /// <summary>The same, and orders around the tiles and blocks of the factorisations, solves and inverses.</summary>
    public static IEnumerable<int> FactorOrders => Orders.Concat([95, 96, 193, 289, 521]);

    internal static KernelContext Context(int lanes, int threads = 1, CancellationToken cancellationToken = default) =>
        new(threads, SimdRung.Supported.Single(rung => rung.Lanes == lanes), cancellationToken);
}
