using System.Globalization;
using System.Text.Unicode;

namespace SdpKit.Formats;

/// <summary>Reads and writes solution files as CSDP does. Stateless and thread-safe.</summary>
/// <remarks>
/// The first line holds x (y in the words of CSDP, with the same sign); each other line <c>matrix block row column value</c>, counted from 1, is an entry of
/// the upper triangle of matrix 1, which is X (CSDP: Z), or 2, which is Y (CSDP: X). Entries that are not there are zero, so a file that was cut off
/// between two lines cannot be told from a whole one; the errors of the point will show it. Equality multipliers have no place in this format.
/// </remarks>
public static class CsdpSolutionFormat
{
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
        var x = new double[problem.VariableCount];
        for (int i = 0; i < x.Length; i++)
        {
            scanner.MoveNextOnLine();
            x[i] = scanner.ReadNumber($"{x.Length} variables on the first line");
        }

        if (scanner.MoveNextOnLine())
        {
            throw scanner.Unexpected($"the end of the line after {x.Length} variables");
        }

        var point = new SolutionPoint([.. x], new SymmetricBlockMatrix(problem.Blocks), new SymmetricBlockMatrix(problem.Blocks));
        while (scanner.MoveNext())
        {
            ReadEntry(scanner, point);
        }

        Complete(point.PrimalMatrix);
        Complete(point.DualMatrix);
        return point;
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
        foreach (double value in point.Variables)
        {
            sink.Append(value).Append(" "u8);
        }

        sink.Append("\n"u8);
        AppendMatrix(rows, 1, point.PrimalMatrix);
        AppendMatrix(rows, 2, point.DualMatrix);
        sink.Flush();
    }

    private static void ReadEntry(TextScanner scanner, SolutionPoint point)
    {
        SymmetricBlockMatrix matrix = scanner.ReadInteger(1, 2, "the number of a matrix") == 1 ? point.PrimalMatrix : point.DualMatrix;
        scanner.MoveNextOnLine();
        int block = scanner.ReadInteger(1, matrix.Blocks.Length, "the number of a block") - 1;
        SdpBlock shape = matrix.Blocks[block];
        scanner.MoveNextOnLine();
        int row = scanner.ReadInteger(1, shape.Order, "a row") - 1;
        scanner.MoveNextOnLine();
        int column = scanner.ReadInteger(1, shape.Order, "a column") - 1;
        if (shape.Kind == BlockKind.Diagonal && row != column)
        {
            throw scanner.Unexpected($"column {row + 1}, because block {block + 1} is diagonal");
        }

        scanner.MoveNextOnLine();
        double value = scanner.ReadNumber("the value of the entry");
        int place = shape.Kind == BlockKind.Diagonal ? row : Math.Max(row, column) + (shape.Order * Math.Min(row, column));
        ref double entry = ref matrix.Values(block)[place];
        if (entry != 0.0)
        {
            throw scanner.Error(string.Create(CultureInfo.InvariantCulture, $"found entry ({row + 1}, {column + 1}) of block {block + 1} again; expected it once"));
        }

        entry = value;
    }

    private static void Complete(SymmetricBlockMatrix matrix)
    {
        for (int b = 0; b < matrix.Blocks.Length; b++)
        {
            if (matrix.Blocks[b].Kind == BlockKind.PositiveSemidefinite)
            {
                Symmetry.MirrorLower(matrix.Values(b), matrix.Blocks[b].Order);
            }
        }
    }

    private static void AppendMatrix(ParallelRows rows, int number, SymmetricBlockMatrix matrix)
    {
        for (int b = 0; b < matrix.Blocks.Length; b++)
        {
            int block = b;
            rows.Append(matrix.Blocks[b].Order, (sink, row) => AppendRow(sink, number, matrix, block, row));
        }
    }

    private static void AppendRow(Utf8Sink sink, int number, SymmetricBlockMatrix matrix, int block, int row)
    {
        int order = matrix.Blocks[block].Order;
        bool diagonal = matrix.Blocks[block].Kind == BlockKind.Diagonal;

        // X and Y are symmetric, so entry (row, column) stands at (column, row) too, where the loop runs along memory.
        ReadOnlySpan<double> values = diagonal ? matrix.Values(block).Slice(row, 1) : matrix.Values(block).Slice((order * row) + row, order - row);
        Span<byte> place = stackalloc byte[40];
        Utf8.TryWrite(place, CultureInfo.InvariantCulture, $"{number} {block + 1} {row + 1} ", out int length);
        for (int k = 0; k < values.Length; k++)
        {
            if (values[k] != 0.0)
            {
                sink.Append(place[..length]).Append(row + k + 1).Append(" "u8).Append(values[k]).Append("\n"u8);
            }
        }
    }
}
