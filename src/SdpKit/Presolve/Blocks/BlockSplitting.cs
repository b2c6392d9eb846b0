using System.Collections.Immutable;

namespace SdpKit.Presolve.Blocks;

/// <summary>
/// Splits semidefinite blocks into the connected components of their aggregate pattern, drops rows and components that no variable reaches, and
/// gathers everything of order 1 in one diagonal block.
/// </summary>
internal sealed class BlockSplitting : PresolveStep
{
    private readonly BlockLayout _layout;
    private readonly ImmutableArray<(int Block, ConstantEntries Entries)> _constants;

    private BlockSplitting(SdpProblem result, BlockLayout layout, ImmutableArray<(int Block, ConstantEntries Entries)> constants)
        : base(result)
    {
        _layout = layout;
        _constants = constants;
    }

    /// <summary>Splits the blocks of a problem, or proves it infeasible by a constant part of X that is not positive semidefinite.</summary>
    public static PresolvedProblem Apply(PresolvedProblem presolved, CancellationToken cancellationToken)
    {
        SdpProblem problem = presolved.Reduced;
        var parts = ImmutableArray.CreateBuilder<BlockPart>();
        var scalars = ImmutableArray.CreateBuilder<BlockPlace>();
        var constants = ImmutableArray.CreateBuilder<(int, ConstantEntries)>();
        var notes = new List<string>();
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SdpBlock shape = problem.Blocks[b];
            ImmutableArray<BlockComponent> components = BlockComponents.Find(problem.Coefficients[b], shape.Order);
            ImmutableArray<BlockComponent> kept = components;
            if (components.Any(component => !component.HasVariable))
            {
                ConstantEntries constant = ConstantEntriesOf(problem.Coefficients[b], shape.Order, components);
                if (constant.NegativeDiagonalRow() is >= 0 and int row)
                {
                    return presolved.Proving(
                        UnitRay(problem, b, row),
                        $"block {b + 1} is infeasible: no variable reaches row {row + 1}, whose diagonal entry is negative");
                }

                constants.Add((b, constant));
                kept = components.RemoveAll(component => !component.HasVariable && constant.IsDominant(component));
            }

            foreach (BlockComponent component in kept)
            {
                if (component.Rows.Length > 1)
                {
                    parts.Add(new BlockPart(b, component.Rows));
                }
                else
                {
                    scalars.Add(new BlockPlace(b, component.Rows[0]));
                }
            }

            SplittingNotes.Add(b, shape, kept, notes);
        }

        var layout = new BlockLayout(problem.Blocks, parts.ToImmutable(), scalars.ToImmutable());
        if (layout.IsIdentity)
        {
            return presolved;
        }

        SdpProblem result = problem.WithBlocks(layout.Target, BlockRelocation.Apply(problem.Coefficients, layout));
        return presolved.With(new BlockSplitting(result, layout, constants.ToImmutable()), [.. notes]);
    }

    /// <inheritdoc/>
    public override SymmetricBlockMatrix RestorePrimalMatrix(SymmetricBlockMatrix matrix, double[] variables)
    {
        var result = new SymmetricBlockMatrix(_layout.Source);
        foreach ((int block, ConstantEntries entries) in _constants)
        {
            entries.CopyTo(result, block);
        }

        _layout.Scatter(matrix, result);
        return result;
    }

    /// <inheritdoc/>
    public override (SymmetricBlockMatrix Matrix, double[] Multipliers) RestoreDual(SymmetricBlockMatrix matrix, double[] multipliers)
    {
        var result = new SymmetricBlockMatrix(_layout.Source);
        _layout.Scatter(matrix, result);
        return (result, multipliers);
    }

    private static ConstantEntries ConstantEntriesOf(BlockCoefficients coefficients, int order, ImmutableArray<BlockComponent> components)
    {
        var isConstant = new bool[order];
        foreach (BlockComponent component in components.Where(component => !component.HasVariable))
        {
            foreach (int row in component.Rows)
            {
                isConstant[row] = true;
            }
        }

        return ConstantEntries.Collect(coefficients, order, isConstant);
    }

    /// <summary>Y = e e' with e the unit vector of a row p: &lt;F_i,Y> = 0 for all i and &lt;F_0,Y> = (F_0)_pp.</summary>
    private static InfeasibilityRay.Primal UnitRay(SdpProblem problem, int block, int row)
    {
        var matrix = new SymmetricBlockMatrix(problem.Blocks);
        matrix[block, row, row] = 1.0;
        return new InfeasibilityRay.Primal(matrix, new double[problem.Equalities.RowCount]);
    }
}
