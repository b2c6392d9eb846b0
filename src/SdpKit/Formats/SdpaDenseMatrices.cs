using System.Globalization;

namespace SdpKit.Formats;

/// <summary>Reads the matrices of SDPA's dense format: F_0 to F_m, each block by block, a block of order n as its n rows and a diagonal block as the n numbers of its diagonal.</summary>
internal static class SdpaDenseMatrices
{
    /// <summary>Reads them, the first number being the current token.</summary>
    /// <param name="scanner">The text.</param>
    /// <param name="builder">Takes the entries other than zero.</param>
    /// <param name="sizes">The orders of the blocks, negative for diagonal ones.</param>
    /// <exception cref="ProblemFormatException">A matrix is not symmetric, or there are fewer or more numbers.</exception>
    public static void Read(TextScanner scanner, SdpProblemBuilder builder, List<int> sizes)
    {
        for (int variable = SdpProblem.Constant; variable < builder.VariableCount; variable++)
        {
            for (int block = 0; block < sizes.Count; block++)
            {
                if (sizes[block] < 0)
                {
                    ReadDiagonal(scanner, builder, variable, block, -sizes[block]);
                }
                else
                {
                    ReadSymmetric(scanner, builder, variable, block, sizes[block]);
                }
            }
        }

        if (scanner.Token.Length > 0)
        {
            throw scanner.Unexpected(string.Create(CultureInfo.InvariantCulture, $"the end of the file behind {builder.VariableCount + 1} matrices in SDPA's dense format"));
        }
    }

    private static void ReadDiagonal(TextScanner scanner, SdpProblemBuilder builder, int variable, int block, int order)
    {
        string expected = Expected(variable, block);
        for (int k = 0; k < order; k++)
        {
            Add(builder, variable, block, k, k, scanner.ReadNumber(expected));
            scanner.MoveNext();
        }
    }

    private static void ReadSymmetric(TextScanner scanner, SdpProblemBuilder builder, int variable, int block, int order)
    {
        string expected = Expected(variable, block);

        // The upper triangle, row by row: it grows with the numbers that are there.
        var upper = new List<double>();
        for (int row = 0; row < order; row++)
        {
            for (int column = 0; column < order; column++)
            {
                double value = scanner.ReadNumber(expected);
                if (column >= row)
                {
                    upper.Add(value);
                    Add(builder, variable, block, row, column, value);
                }
                else if (upper[(int)((column * ((2L * order) - column - 1) / 2) + row)] is var mirror && mirror != value)
                {
                    throw scanner.Unexpected(string.Create(
                        CultureInfo.InvariantCulture, $"{mirror:R}, because row {row + 1} and column {column + 1} of matrix {variable + 1}, block {block + 1}, mirror row {column + 1} and column {row + 1}"));
                }

                scanner.MoveNext();
            }
        }
    }

    private static string Expected(int variable, int block) => string.Create(CultureInfo.InvariantCulture, $"a number of matrix {variable + 1}, block {block + 1}, in SDPA's dense format");

    private static void Add(SdpProblemBuilder builder, int variable, int block, int row, int column, double value)
    {
        if (value != 0.0)
        {
            builder.AddEntry(variable, block, row, column, value);
        }
    }
}
