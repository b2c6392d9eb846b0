namespace SdpKit.Presolve;

/// <summary>Represents the scalar constraint <c>sum x_i Values[i] >= Bound</c>, up to its sign: a row and its negative are equal.</summary>
/// <param name="Index">Where it is in the diagonal block.</param>
/// <param name="Variables">The variables in it, ascending.</param>
/// <param name="Values">Their coefficients.</param>
/// <param name="Bound">The entry of F_0.</param>
internal sealed record ScalarRow(int Index, int[] Variables, double[] Values, double Bound)
{
    /// <summary>Gets the sign of the first coefficient.</summary>
    public double Sign => Math.Sign(Values[0]);

    /// <summary>Compares the coefficients without the bound and the common sign.</summary>
    public bool Equals(ScalarRow? other)
    {
        if (other is null || !Variables.AsSpan().SequenceEqual(other.Variables))
        {
            return false;
        }

        double sign = Sign * other.Sign;
        return Values.Zip(other.Values).All(pair => pair.First == sign * pair.Second);
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        for (int k = 0; k < Variables.Length; k++)
        {
            hash.Add(Variables[k]);
            hash.Add(Sign * Values[k]);
        }

        return hash.ToHashCode();
    }

    /// <summary>Reads the rows of a diagonal block, without those that have no variable.</summary>
    public static IEnumerable<ScalarRow> Of(BlockCoefficients coefficients, int order)
    {
        var entries = new List<(int Variable, double Value)>[order];
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

        return entries.Index().Where(row => row.Item is not null).Select(row => new ScalarRow(
            row.Index,
            [.. row.Item.Select(entry => entry.Variable)],
            [.. row.Item.Select(entry => entry.Value)],
            bounds[row.Index]));
    }
}
