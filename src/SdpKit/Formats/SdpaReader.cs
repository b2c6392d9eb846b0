using System.Runtime.InteropServices;
using System.Text;

namespace SdpKit.Formats;

/// <summary>Reads problems in the SDPA sparse format (.dat-s) and in its dense one (.dat), told apart by the brace with which dense matrices begin; plain or compressed by gzip. Stateless and thread-safe.</summary>
/// <remarks>
/// The formats are those of the SDPA manual (K. Fujisawa et al., SDPA User's Manual, sections 3 and 5) with the liberties that files in the wild take; they are
/// listed in docs/file-formats.md. Its matrix number 0 is the constant matrix F_0, number i multiplies variable i - 1 of <see cref="SdpProblem"/>.
/// An entry that is given more than once, in either triangle, is summed, and a warning says so: SDPA keeps the last one and CSDP refuses the file.
/// </remarks>
public static class SdpaReader
{
    /// <summary>Reads a problem.</summary>
    /// <param name="stream">The file's bytes from here to the end; need not be seekable, stays open.</param>
    /// <param name="name">The name that error messages give to the stream, such as a file name.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The problem and what looks odd about the file.</returns>
    /// <exception cref="ProblemFormatException">The content is in neither format, or asks for what no such problem has: integers, or matrices of rank one; the message gives line and column.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Takes memory in proportion to the bytes read, whatever sizes the file declares.</remarks>
    public static ProblemFile Read(Stream stream, string name = "input", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using Stream content = InputStart.Decompress(stream, name);
        return ReadContent(content, name, cancellationToken);
    }

    internal static ProblemFile ReadContent(Stream content, string name, CancellationToken cancellationToken)
    {
        var scanner = new TextScanner(content, name, cancellationToken);
        scanner.SkipByteOrderMark();
        int variableCount = ReadCount(scanner, "the number of variables");
        int blockCount = ReadCount(scanner, "the number of blocks");
        List<int> sizes = ReadBlockSizes(scanner, blockCount);
        List<double> objective = ReadObjective(scanner, variableCount);

        var builder = new SdpProblemBuilder(variableCount);
        builder.SetObjective(CollectionsMarshal.AsSpan(objective));
        foreach (int size in sizes)
        {
            _ = size > 0 ? builder.AddSemidefiniteBlock(size) : builder.AddDiagonalBlock(-size);
        }

        scanner.CommentFound = () => RefuseSection(scanner);
        scanner.HasPassedBrace = false;
        bool hasMatrices = scanner.MoveNext();
        if (hasMatrices && scanner.HasPassedBrace)
        {
            SdpaDenseMatrices.Read(scanner, builder, sizes);
            return new ProblemFile(builder.Build(), []);
        }

        int[] entryCounts = hasMatrices ? ReadEntries(scanner, builder, sizes) : new int[sizes.Count];
        try
        {
            SdpProblem problem = builder.Build();
            return new ProblemFile(problem, RepeatedEntries.Warn(problem, entryCounts, firstNumber: 1));
        }
        catch (ArgumentException)
        {
            throw new ProblemFormatException(name, 0, 0, "entries that are given more than once sum to more than a double can hold");
        }
    }

    private static int ReadCount(TextScanner scanner, string expected)
    {
        scanner.MoveNext();
        int count = scanner.ReadInteger(0, int.MaxValue, expected);
        scanner.SkipLine();
        return count;
    }

    private static List<int> ReadBlockSizes(TextScanner scanner, int count)
    {
        const string expected = "the order of a block, negative for a diagonal block";
        var sizes = new List<int>();
        while (sizes.Count < count)
        {
            scanner.MoveNext();
            int size = scanner.ReadInteger(-int.MaxValue, int.MaxValue, expected);
            sizes.Add(size != 0 ? size : throw scanner.Unexpected($"{expected}, not zero"));
        }

        EndSection(scanner, count, "blocks");
        return sizes;
    }

    private static List<double> ReadObjective(TextScanner scanner, int count)
    {
        var objective = new List<double>();
        while (objective.Count < count)
        {
            scanner.MoveNext();
            objective.Add(scanner.ReadNumber("a coefficient of the objective"));
        }

        EndSection(scanner, count, "variables");
        return objective;
    }

    /// <summary>Passes a remark behind the last number of a section, but not one more number: then a count is wrong and all that follows would be misread.</summary>
    private static void EndSection(TextScanner scanner, int count, string what)
    {
        if (count == 0)
        {
            return;
        }

        if (scanner.MoveNextOnLine() && scanner.Token[0] is (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.')
        {
            throw scanner.Unexpected($"the end of the line, because the number of {what} is {count}");
        }

        scanner.SkipLine();
    }

    /// <summary>Refuses the sections that SCIP-SDP writes behind the entries, in lines that are comments to all others: without them the problem is a relaxation.</summary>
    private static void RefuseSection(TextScanner scanner)
    {
        if (Ascii.EqualsIgnoreCase(scanner.Token, "*INTEGER"u8))
        {
            throw scanner.Unexpected("only continuous variables: those that SCIP-SDP lists here shall be integers (remove the section for the relaxation)");
        }

        if (Ascii.EqualsIgnoreCase(scanner.Token, "*RANK1"u8))
        {
            throw scanner.Unexpected("matrices of any rank: those that SCIP-SDP lists here shall have rank one (remove the section for the relaxation)");
        }
    }

    /// <summary>Reads the entries from the current token on, and counts those of each block.</summary>
    private static int[] ReadEntries(TextScanner scanner, SdpProblemBuilder builder, List<int> sizes)
    {
        var entryCounts = new int[sizes.Count];
        do
        {
            int matrix = scanner.ReadInteger(0, builder.VariableCount, "the number of a coefficient matrix");
            scanner.MoveNextOnLine();
            int block = scanner.ReadInteger(1, sizes.Count, "the number of a block") - 1;
            int size = sizes[block];
            scanner.MoveNextOnLine();
            int row = scanner.ReadInteger(1, Math.Abs(size), "a row") - 1;
            scanner.MoveNextOnLine();
            int column = scanner.ReadInteger(1, Math.Abs(size), "a column") - 1;
            if (size < 0 && row != column)
            {
                throw scanner.Unexpected($"column {row + 1}, because block {block + 1} is diagonal");
            }

            scanner.MoveNextOnLine();
            double value = scanner.ReadNumber("the value of the entry");
            if (value != 0.0)
            {
                builder.AddEntry(matrix - 1, block, row, column, value);
                entryCounts[block]++;
            }
        }
        while (scanner.MoveNext());

        return entryCounts;
    }
}
