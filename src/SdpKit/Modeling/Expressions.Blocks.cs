using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling;

/// <content>Block matrices.</content>
public static partial class Expressions
{
    /// <summary>Joins expressions to one matrix, such as <c>Blocks([a, b], [Transpose(b), c])</c>.</summary>
    /// <remarks>A constant 0 stands for a block of zeros of whatever shape its row and column need.</remarks>
    /// <param name="blocks">The blocks, row by row.</param>
    /// <exception cref="ArgumentException">There are none, rows differ in their number of blocks, or heights or widths do not fit.</exception>
    public static AffineExpression Blocks(params AffineExpression[][] blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        if (blocks.Length == 0 || blocks[0].Length == 0 || blocks.Any(row => row.Length != blocks[0].Length))
        {
            throw new ArgumentException("The rows of a block matrix need the same number of blocks, at least one: " + string.Join(", ", blocks.Select(row => row.Length)) + '.');
        }

        int[] heights = [.. blocks.Select((row, i) => Common(row, block => block.RowCount, $"row {i}", "heights"))];
        int[] widths = [.. Enumerable.Range(0, blocks[0].Length).Select(j => Common(blocks.Select(row => row[j]), block => block.ColumnCount, $"column {j}", "widths"))];
        (int rows, int columns) = (heights.Sum(), widths.Sum());
        SdpModel? model = null;
        var constant = new TripletList();
        List<Term> terms = [];
        int firstRow = 0;
        for (int i = 0; i < heights.Length; firstRow += heights[i++])
        {
            int firstColumn = 0;
            for (int j = 0; j < widths.Length; firstColumn += widths[j++])
            {
                AffineExpression block = blocks[i][j];
                model = AffineExpression.Common(model, block.Model, "join");
                terms.AddRange(block.Terms.Select(term => term.Within(rows, firstRow, columns, firstColumn)));
                foreach ((int row, int column, double value) in SparseAlgebra.Entries(block.ConstantPart))
                {
                    constant.Add(firstRow + row, firstColumn + column, value);
                }
            }
        }

        return AffineExpression.Gathered(model, constant.Build(rows, columns), terms);
    }

    /// <summary>Joins expressions of one width, one below the other.</summary>
    /// <param name="blocks">The expressions, at least one.</param>
    /// <exception cref="ArgumentException">There are none, or the widths differ.</exception>
    public static AffineExpression Stack(params AffineExpression[] blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        return Blocks([.. blocks.Select(block => new[] { block })]);
    }

    private static bool IsFlexible(AffineExpression block) => block.IsScalar && block.IsConstant && block.Number == 0.0;

    private static int Common(IEnumerable<AffineExpression> blocks, Func<AffineExpression, int> size, string place, string what)
    {
        int[] sizes = [.. blocks.Where(block => !IsFlexible(block)).Select(size).DefaultIfEmpty(1)];
        return sizes.All(other => other == sizes[0])
            ? sizes[0]
            : throw new ArgumentException($"The blocks of {place} of a block matrix have the {what} {string.Join(", ", sizes)}: they must be the same.");
    }
}
