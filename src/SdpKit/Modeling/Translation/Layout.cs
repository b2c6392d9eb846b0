using System.Collections.Immutable;

namespace SdpKit.Modeling.Translation;

/// <summary>Says where the constraints of a model are in the problem, in both forms: a block for each semidefinite one, one diagonal block for all inequalities, rows for the equalities.</summary>
internal sealed class Layout
{
    public Layout(ExpandedModel model)
    {
        var blocks = ImmutableArray.CreateBuilder<SdpBlock>();
        var places = ImmutableArray.CreateBuilder<int>(model.Constraints.Length);
        int scalars = 0;
        int equalities = 0;
        foreach ((_, ConeConstraint cone, _) in model.Constraints)
        {
            switch (cone.Kind)
            {
                case ConstraintKind.Semidefinite:
                    places.Add(blocks.Count);
                    blocks.Add(new SdpBlock(BlockKind.PositiveSemidefinite, cone.Expression.RowCount));
                    break;
                case ConstraintKind.NonNegative:
                    places.Add(scalars);
                    scalars = checked(scalars + (int)cone.EntryCount);
                    break;
                default:
                    places.Add(equalities);
                    equalities = checked(equalities + (int)cone.EntryCount);
                    break;
            }
        }

        ScalarBlock = blocks.Count;
        if (scalars > 0)
        {
            blocks.Add(new SdpBlock(BlockKind.Diagonal, scalars));
        }

        Blocks = blocks.ToImmutable();
        Places = places.MoveToImmutable();
        EqualityCount = equalities;
    }

    public ImmutableArray<SdpBlock> Blocks { get; }

    /// <summary>Gets the index of the diagonal block of all inequalities; there may be none.</summary>
    public int ScalarBlock { get; }

    /// <summary>Gets, a constraint each, its block, its first place in the diagonal block, or its first equality.</summary>
    public ImmutableArray<int> Places { get; }

    public int EqualityCount { get; }
}
