using SdpKit.Verification;

namespace SdpKit.Modeling;

/// <summary>Measures how far an evaluated constraint is violated.</summary>
internal static class Violation
{
    /// <summary>Computes the violation; 0 where the constraint holds, not a number where an entry is not one.</summary>
    /// <param name="cone">The constraint.</param>
    /// <param name="entries">Its expression at the values, column by column.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static double Of(ConeConstraint cone, CompensatedSum[] entries, CancellationToken cancellationToken)
    {
        if (cone.Kind == ConstraintKind.Equal)
        {
            return entries.Max(entry => Math.Abs(entry.Value));
        }

        var matrix = new SymmetricBlockMatrix([cone.Kind == ConstraintKind.Semidefinite
            ? new SdpBlock(BlockKind.PositiveSemidefinite, cone.Expression.RowCount)
            : new SdpBlock(BlockKind.Diagonal, entries.Length)]);
        for (int k = 0; k < entries.Length; k++)
        {
            matrix.Values(0)[k] = entries[k].Value;
        }

        return ConeViolation.Of(matrix, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount });
    }
}
