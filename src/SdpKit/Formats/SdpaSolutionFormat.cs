using System.Text;

namespace SdpKit.Formats;

/// <summary>Reads and writes solutions as SDPA's result files hold them. Stateless and thread-safe.</summary>
/// <remarks>
/// Three sections, <c>xVec =</c>, <c>xMat =</c> and <c>yMat =</c>, hold x, X and Y of this library, with the same signs and in full: a semidefinite block row
/// by row, a diagonal block by its diagonal. What comes before them and behind them is passed over. SDPA prints four digits unless its parameter file asks
/// for more, for instance <c>%+.16e</c>. A fourth section <c>vVec =</c>, which SDPA does not know, holds the equality multipliers v where there are any.
/// </remarks>
public static class SdpaSolutionFormat
{
    /// <summary>How far apart mirrored entries may be, relative to the largest entry: the four digits that SDPA prints by default.</summary>
    private const double SymmetryTolerance = 1e-3;

    /// <summary>Reads a solution.</summary>
    /// <param name="problem">The problem that was solved; says how long x is and what blocks X and Y have.</param>
    /// <param name="stream">The file's bytes from here to the end, plain or compressed by gzip; need not be seekable, stays open.</param>
    /// <param name="name">The name that error messages give to the stream, such as a file name.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The point.</returns>
    /// <exception cref="ProblemFormatException">The content is not a solution of this problem in this format.</exception>
    /// <exception cref="ArgumentException">A block is too large to be stored.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SolutionPoint Read(SdpProblem problem, Stream stream, string name = "solution", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(stream);
        using Stream content = InputStart.Decompress(stream, name);
        var scanner = new TextScanner(content, name, cancellationToken);
        scanner.SkipByteOrderMark();
        while (scanner.MoveNext() && !scanner.Token.SequenceEqual("xVec"u8))
        {
            scanner.SkipLine();
        }

        ReadHeading(scanner, "xVec");
        var x = new double[problem.VariableCount];
        ReadNumbers(scanner, x, $"{x.Length} numbers of xVec");
        scanner.MoveNext();
        SymmetricBlockMatrix primal = ReadMatrix(scanner, problem, "xMat");
        scanner.MoveNext();
        SymmetricBlockMatrix dual = ReadMatrix(scanner, problem, "yMat");
        double[] multipliers = [];
        bool more = scanner.MoveNext();
        if (more && problem.Equalities.RowCount > 0 && scanner.Token.SequenceEqual("vVec"u8))
        {
            ReadHeading(scanner, "vVec");
            multipliers = new double[problem.Equalities.RowCount];
            ReadNumbers(scanner, multipliers, $"{multipliers.Length} numbers of vVec");
            more = scanner.MoveNext();
        }

        if (more && DecimalNumber.TryParse(scanner.Token, out _))
        {
            throw scanner.Unexpected("the end of the solution");
        }

        return new SolutionPoint([.. x], primal, dual) { EqualityMultipliers = [.. multipliers] };
    }

    /// <summary>Writes a solution; it reads back as the same doubles.</summary>
    /// <param name="point">The point.</param>
    /// <param name="stream">Takes ASCII text; stays open.</param>
    /// <param name="threads">The number of threads that format numbers; the text does not depend on it.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is not positive.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; part of the text is written.</exception>
    public static void Write(SolutionPoint point, Stream stream, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(stream);
        var sink = new Utf8Sink(stream, cancellationToken);
        using var rows = new ParallelRows(sink, threads, cancellationToken);
        AppendNumbers(sink.Append("xVec = \n"u8), point.Variables.AsSpan());
        AppendMatrix(sink.Append("\nxMat = \n{\n"u8), rows, point.PrimalMatrix);
        AppendMatrix(sink.Append("}\nyMat = \n{\n"u8), rows, point.DualMatrix);
        sink.Append("}\n"u8);
        if (!point.EqualityMultipliers.IsEmpty)
        {
            AppendNumbers(sink.Append("vVec = \n"u8), point.EqualityMultipliers.AsSpan());
            sink.Append("\n"u8);
        }

        sink.Flush();
    }

    /// <summary>Passes the heading of a section, whose first word is the current token.</summary>
    private static void ReadHeading(TextScanner scanner, string section)
    {
        if (!scanner.Token.SequenceEqual(Encoding.ASCII.GetBytes(section)))
        {
            throw scanner.Unexpected($"'{section} ='");
        }

        scanner.MoveNext();
        if (!scanner.Token.SequenceEqual("="u8))
        {
            throw scanner.Unexpected($"'=' after '{section}'");
        }
    }

    private static SymmetricBlockMatrix ReadMatrix(TextScanner scanner, SdpProblem problem, string section)
    {
        ReadHeading(scanner, section);
        var matrix = new SymmetricBlockMatrix(problem.Blocks);
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            Span<double> values = matrix.Values(b);
            ReadNumbers(scanner, values, $"{values.Length} numbers of block {b + 1} of {section}");
            if (problem.Blocks[b].Kind == BlockKind.PositiveSemidefinite && Symmetry.Average(values, problem.Blocks[b].Order) > SymmetryTolerance)
            {
                throw scanner.Error($"found that block {b + 1} of {section}, which ends here, is not symmetric; expected a symmetric matrix");
            }
        }

        return matrix;
    }

    private static void ReadNumbers(TextScanner scanner, Span<double> numbers, string expected)
    {
        for (int k = 0; k < numbers.Length; k++)
        {
            scanner.MoveNext();
            numbers[k] = scanner.ReadNumber(expected);
        }
    }

    private static void AppendMatrix(Utf8Sink sink, ParallelRows rows, SymmetricBlockMatrix matrix)
    {
        for (int b = 0; b < matrix.Blocks.Length; b++)
        {
            int order = matrix.Blocks[b].Order;
            if (matrix.Blocks[b].Kind == BlockKind.Diagonal)
            {
                AppendNumbers(sink, matrix.Values(b));
                sink.Append("\n"u8);
                continue;
            }

            int block = b;
            rows.Append(order, (text, row) => AppendNumbers(text.Append(row == 0 ? "{ "u8 : ",\n  "u8), matrix.Values(block).Slice(row * order, order)));
            sink.Append(" }\n"u8);
        }
    }

    private static void AppendNumbers(Utf8Sink sink, ReadOnlySpan<double> numbers)
    {
        sink.Append("{"u8);
        for (int k = 0; k < numbers.Length; k++)
        {
            sink.Append(k == 0 ? ""u8 : ","u8).Append(numbers[k]);
        }

        sink.Append("}"u8);
    }
}
