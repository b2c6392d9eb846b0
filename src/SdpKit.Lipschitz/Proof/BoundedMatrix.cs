namespace SdpKit.Lipschitz.Proof;

/// <summary>Represents all symmetric matrices Z' with |Z' - Z| &lt;= E entry by entry, E &gt;= 0 given by the row sums that it has at most.</summary>
/// <param name="Center">Z.</param>
/// <param name="RowSums">Upper bounds of the row sums of E, for each row of each block in turn.</param>
internal sealed record BoundedMatrix(BlockPath Center, double[] RowSums);
