using System.Collections.Immutable;

namespace SdpKit;

/// <summary>Represents a symmetric block-diagonal matrix, such as X or Y of a solution.</summary>
/// <remarks>
/// A semidefinite block of order n is stored as n*n doubles, column by column, both triangles; a diagonal block as its n diagonal entries.
/// Reading from several threads is safe; the arrays are handed out for writing by <see cref="Values"/> and are the caller's to share.
/// </remarks>
public sealed class SymmetricBlockMatrix
{
    private readonly double[][] _values;

    /// <summary>Initializes a zero matrix.</summary>
    /// <param name="blocks">The shapes of the blocks.</param>
    /// <exception cref="ArgumentException">A block has more than 2^31 - 1 stored values.</exception>
    public SymmetricBlockMatrix(ImmutableArray<SdpBlock> blocks)
    {
        Blocks = blocks;
        _values = new double[blocks.Length][];
        for (int b = 0; b < blocks.Length; b++)
        {
            if (blocks[b].StoredLength > Array.MaxLength)
            {
                throw new ArgumentException($"Block {b} has order {blocks[b].Order}; a dense block of order above 46340 cannot be stored.", nameof(blocks));
            }

            _values[b] = new double[blocks[b].StoredLength];
        }
    }

    /// <summary>Gets the shapes of the blocks.</summary>
    public ImmutableArray<SdpBlock> Blocks { get; }

    /// <summary>Gets the stored values of one block, to read or to write.</summary>
    /// <param name="block">The block, from 0.</param>
    public Span<double> Values(int block) => _values[block];

    /// <summary>Gets or sets an entry; setting one off the diagonal sets its mirror too.</summary>
    /// <param name="block">The block, from 0.</param>
    /// <param name="row">The row, from 0.</param>
    /// <param name="column">The column, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the block, or an entry off the diagonal of a diagonal block is set.</exception>
    public double this[int block, int row, int column]
    {
        get
        {
            int order = CheckedOrder(block, row, column);
            return Blocks[block].Kind == BlockKind.PositiveSemidefinite
                ? _values[block][row + ((long)order * column)]
                : row == column ? _values[block][row] : 0.0;
        }

        set
        {
            int order = CheckedOrder(block, row, column);
            if (Blocks[block].Kind == BlockKind.Diagonal)
            {
                if (row != column)
                {
                    throw new ArgumentOutOfRangeException(nameof(column), $"Block {block} is diagonal; entry ({row}, {column}) cannot be set.");
                }

                _values[block][row] = value;
                return;
            }

            _values[block][row + ((long)order * column)] = value;
            _values[block][column + ((long)order * row)] = value;
        }
    }

    private int CheckedOrder(int block, int row, int column)
    {
        int order = Blocks[block].Order;
        if ((uint)row >= (uint)order || (uint)column >= (uint)order)
        {
            throw new ArgumentOutOfRangeException(nameof(row), $"Entry ({row}, {column}) is outside block {block} of order {order}.");
        }

        return order;
    }
}
