using System.Collections.Immutable;

namespace SdpKit;

/// <content>The same problem with another constant matrix.</content>
public sealed partial class SdpProblem
{
    /// <summary>Makes the same problem with another constant matrix; what <see cref="SdpSolver.Prepare"/> found is kept.</summary>
    /// <param name="constant">F_0; its lower triangles are read, and zeros are not stored.</param>
    /// <returns>The new problem.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="constant"/> is null.</exception>
    /// <exception cref="ArgumentException">The blocks differ from this problem's, or a value is not finite.</exception>
    public SdpProblem WithConstant(SymmetricBlockMatrix constant)
    {
        ArgumentNullException.ThrowIfNull(constant);
        if (!constant.Blocks.SequenceEqual(Blocks))
        {
            throw new ArgumentException("The blocks of the constant matrix differ from the problem's.", nameof(constant));
        }

        var coefficients = ImmutableArray.CreateBuilder<BlockCoefficients>(Blocks.Length);
        for (int b = 0; b < Blocks.Length; b++)
        {
            coefficients.Add(BlockWithConstant(b, constant));
        }

        return new SdpProblem(_objective, Blocks, coefficients.MoveToImmutable(), Equalities, _equalityRightHandSide, Quadratic) { Analysis = Analysis };
    }

    private BlockCoefficients BlockWithConstant(int block, SymmetricBlockMatrix constant)
    {
        var list = new SparseTermList();
        (BlockKind kind, int order) = Blocks[block];
        for (int column = 0; column < order; column++)
        {
            for (int row = column; row < (kind == BlockKind.Diagonal ? column + 1 : order); row++)
            {
                double value = constant[block, row, column];
                if (!double.IsFinite(value))
                {
                    throw new ArgumentException($"The value {value} of entry ({row}, {column}) of the constant matrix in block {block} is not finite.", nameof(constant));
                }

                if (value != 0.0)
                {
                    list.Add(Constant, row, column, value);
                }
            }
        }

        return BlockCoefficients.Join(list.Build([], []), Coefficients[block]);
    }
}
