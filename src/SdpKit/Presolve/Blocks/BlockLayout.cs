using System.Collections.Immutable;

namespace SdpKit.Presolve.Blocks;

/// <summary>Says where each row of the source blocks goes: semidefinite blocks first, then one diagonal block with all scalar constraints.</summary>
internal sealed class BlockLayout
{
    private readonly BlockPlace[][] _targets;

    public BlockLayout(ImmutableArray<SdpBlock> source, ImmutableArray<BlockPart> parts, ImmutableArray<BlockPlace> scalars)
    {
        Source = source;
        Parts = parts;
        Scalars = scalars;
        _targets = new BlockPlace[source.Length][];
        for (int b = 0; b < source.Length; b++)
        {
            _targets[b] = new BlockPlace[source[b].Order];
            Array.Fill(_targets[b], BlockPlace.Dropped);
        }

        ImmutableArray<SdpBlock>.Builder target = ImmutableArray.CreateBuilder<SdpBlock>(parts.Length + 1);
        for (int t = 0; t < parts.Length; t++)
        {
            target.Add(new SdpBlock(BlockKind.PositiveSemidefinite, parts[t].Rows.Length));
            for (int row = 0; row < parts[t].Rows.Length; row++)
            {
                _targets[parts[t].SourceBlock][parts[t].Rows[row]] = new BlockPlace(t, row);
            }
        }

        if (!scalars.IsEmpty)
        {
            target.Add(new SdpBlock(BlockKind.Diagonal, scalars.Length));
        }

        Target = target.ToImmutable();
        for (int s = 0; s < scalars.Length; s++)
        {
            _targets[scalars[s].Block][scalars[s].Row] = new BlockPlace(parts.Length, s);
        }
    }

    /// <summary>Gets the blocks before.</summary>
    public ImmutableArray<SdpBlock> Source { get; }

    /// <summary>Gets the blocks after.</summary>
    public ImmutableArray<SdpBlock> Target { get; }

    /// <summary>Gets where the semidefinite blocks come from.</summary>
    public ImmutableArray<BlockPart> Parts { get; }

    /// <summary>Gets where the entries of the diagonal block come from.</summary>
    public ImmutableArray<BlockPlace> Scalars { get; }

    /// <summary>Gets a value indicating whether every row stays where it is.</summary>
    public bool IsIdentity => Source.SequenceEqual(Target) && _targets.Index().All(block => IsKept(block.Index, block.Item));

    /// <summary>Gets where the rows of one source block go.</summary>
    public ReadOnlySpan<BlockPlace> TargetsOf(int sourceBlock) => _targets[sourceBlock];

    /// <summary>Copies a matrix of the target's shape into one of the source's; entries that have no place in the target stay as they are, and so do those that are zero, which spares fresh memory its pages.</summary>
    public void Scatter(SymmetricBlockMatrix matrix, SymmetricBlockMatrix result)
    {
        for (int t = 0; t < Parts.Length; t++)
        {
            (int block, ImmutableArray<int> rows) = Parts[t];
            Span<double> values = result.Values(block);
            ReadOnlySpan<double> part = matrix.Values(t);
            for (int column = 0; column < rows.Length; column++)
            {
                Span<double> target = values.Slice(Source[block].Order * rows[column], Source[block].Order);
                for (int row = 0; row < rows.Length; row++)
                {
                    double value = part[row + (rows.Length * column)];
                    if (value != 0.0)
                    {
                        target[rows[row]] = value;
                    }
                }
            }
        }

        for (int s = 0; s < Scalars.Length; s++)
        {
            result[Scalars[s].Block, Scalars[s].Row, Scalars[s].Row] = matrix.Values(Parts.Length)[s];
        }
    }

    private static bool IsKept(int block, ReadOnlySpan<BlockPlace> places)
    {
        for (int row = 0; row < places.Length; row++)
        {
            if (places[row] != new BlockPlace(block, row))
            {
                return false;
            }
        }

        return true;
    }
}
