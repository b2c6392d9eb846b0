using System.Collections.Immutable;

namespace SdpKit;

/// <summary>Represents a dense coefficient of one variable in one block. Immutable and thread-safe.</summary>
/// <param name="Variable">The variable, or <see cref="SdpProblem.Constant"/>.</param>
/// <param name="Values">The symmetric n x n matrix, column by column, both triangles.</param>
public sealed record DenseTerm(int Variable, ImmutableArray<double> Values);
