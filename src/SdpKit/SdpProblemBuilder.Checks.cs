using System.Collections.Immutable;

namespace SdpKit;

/// <content>The argument checks: each message names the place.</content>
public sealed partial class SdpProblemBuilder
{
    /// <summary>How far a dense matrix may be from symmetric, relative to its largest entry: rounding, not a mistake.</summary>
    private const double SymmetryTolerance = 1e-12;

    private static string Name(int variable) => variable == SdpProblem.Constant ? "the constant matrix" : $"variable {variable}";

    /// <summary>Makes the exception only, so that the calls that add one value compose no text when all is well.</summary>
    private static ArgumentException NotFinite(double value, string place) => new($"The value {value} of {place} is not finite.", nameof(value));

    private static void CheckFinite(ReadOnlySpan<double> values, string place)
    {
        for (int k = 0; k < values.Length; k++)
        {
            if (!double.IsFinite(values[k]))
            {
                throw new ArgumentException($"Value {k} of {place} is {values[k]}, not finite.", nameof(values));
            }
        }
    }

    private static ImmutableArray<double> Symmetrized(ReadOnlySpan<double> values, int order, int variable, int block)
    {
        double largest = 0.0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        double[] symmetric = values.ToArray();
        for (int column = 0; column < order; column++)
        {
            for (int row = column + 1; row < order; row++)
            {
                double lower = symmetric[row + ((long)order * column)];
                double upper = symmetric[column + ((long)order * row)];
                if (Math.Abs(lower - upper) > SymmetryTolerance * largest)
                {
                    throw new ArgumentException(
                        $"The dense term of {Name(variable)} in block {block} is not symmetric: entry ({row}, {column}) is {lower}, entry ({column}, {row}) is {upper}.",
                        nameof(values));
                }

                symmetric[row + ((long)order * column)] = symmetric[column + ((long)order * row)] = (0.5 * lower) + (0.5 * upper);
            }
        }

        return ImmutableArray.Create(symmetric);
    }

    private void CheckVariable(int variable, int lowest)
    {
        if (variable < lowest || variable >= VariableCount)
        {
            throw new ArgumentOutOfRangeException(nameof(variable), $"Variable {variable} does not exist; there are {VariableCount}, counted from 0.");
        }
    }

    private SdpBlock CheckedBlock(int block) => (uint)block < (uint)_blocks.Count
        ? _blocks[block]
        : throw new ArgumentOutOfRangeException(nameof(block), $"Block {block} does not exist; there are {_blocks.Count}, counted from 0.");

    private int CheckedSemidefinite(int block, int variable, string term)
    {
        SdpBlock shape = CheckedBlock(block);
        return shape.Kind == BlockKind.PositiveSemidefinite
            ? shape.Order
            : throw new ArgumentException($"The {term} term of {Name(variable)} is given for the diagonal block {block}; a diagonal block takes entries.", nameof(block));
    }
}
