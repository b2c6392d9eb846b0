namespace SdpKit.Presolve.Scalars;

/// <summary>Represents the scalar constraint a'x >= b.</summary>
/// <param name="Index">Where it is in the diagonal block.</param>
/// <param name="Variables">The variables in it, ascending.</param>
/// <param name="Values">Their coefficients in a.</param>
/// <param name="Bound">b, the entry of F_0.</param>
internal sealed record ScalarRow(int Index, int[] Variables, double[] Values, double Bound)
{
    /// <summary>Gets the sign of the first coefficient, which tells a from -a.</summary>
    public double Sign => Math.Sign(Values[0]);

    /// <summary>Reads the rows of a diagonal block, without those that have no variable.</summary>
    public static IEnumerable<ScalarRow> Of(BlockCoefficients coefficients, int order)
    {
        var entries = new List<(int Variable, double Value)>?[order];
        var bounds = new double[order];
        for (int t = 0; t < coefficients.Variables.Length; t++)
        {
            int variable = coefficients.Variables[t];
            for (int k = coefficients.Starts[t]; k < coefficients.Starts[t + 1]; k++)
            {
                int row = coefficients.Rows[k];
                if (variable == SdpProblem.Constant)
                {
                    bounds[row] = coefficients.Values[k];
                }
                else
                {
                    (entries[row] ??= []).Add((variable, coefficients.Values[k]));
                }
            }
        }

        for (int row = 0; row < order; row++)
        {
            if (entries[row] is { } found)
            {
                yield return new ScalarRow(row, [.. found.Select(entry => entry.Variable)], [.. found.Select(entry => entry.Value)], bounds[row]);
            }
        }
    }
}
