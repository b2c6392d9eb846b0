namespace SdpKit;

/// <content>The same problem without equalities.</content>
public sealed partial class SdpProblem
{
    /// <summary>Makes the same problem with each equality a'x = b written as a'x - b >= 0 and b - a'x >= 0, in one diagonal block behind the others.</summary>
    /// <returns>The new problem, or this one where it has no equalities.</returns>
    /// <remarks>
    /// For formats and programs that know no equalities. Such a problem has no interior, so it is harder to solve; this library's solver does better with the
    /// equalities themselves. The multiplier v of an equality is the difference of the two entries of Y.
    /// </remarks>
    public SdpProblem WithEqualitiesAsInequalities()
    {
        int count = Equalities.RowCount;
        if (count == 0)
        {
            return this;
        }

        var entries = new SparseTermList();
        for (int row = 0; row < count; row++)
        {
            AddPair(Constant, row, _equalityRightHandSide[row]);
            for (int k = 0; k < Equalities.Columns(row).Length; k++)
            {
                AddPair(Equalities.Columns(row)[k], row, Equalities.Values(row)[k]);
            }
        }

        return new SdpProblem(
            _objective,
            Blocks.Add(new SdpBlock(BlockKind.Diagonal, checked(2 * count))),
            Coefficients.Add(entries.Build([], [])),
            new TripletList().Build(0, VariableCount),
            [],
            Quadratic);

        void AddPair(int variable, int row, double value)
        {
            if (value != 0.0)
            {
                entries.Add(variable, 2 * row, 2 * row, value);
                entries.Add(variable, (2 * row) + 1, (2 * row) + 1, -value);
            }
        }
    }
}
