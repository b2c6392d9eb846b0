using System.Buffers;
using System.Text.Json;

namespace SdpKit.Formats;

/// <summary>Reads problems in this library's JSON format, which holds all that an <see cref="SdpProblem"/> can. Stateless and thread-safe.</summary>
/// <remarks>The format, with its version, is described in docs/file-formats.md. Blocks, variables, rows and columns count from 0; -1 is the constant matrix.</remarks>
public static class JsonProblemReader
{
    internal const string FormatName = "sdpkit-problem";
    internal const int FormatVersion = 1;

    /// <summary>Reads a problem.</summary>
    /// <param name="stream">The file's bytes from here to the end, plain or compressed by gzip; need not be seekable, stays open.</param>
    /// <param name="name">The name that error messages give to the stream, such as a file name.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The problem and what looks odd about the file.</returns>
    /// <exception cref="ProblemFormatException">The content is not in this format; the message gives line and column.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ProblemFile Read(Stream stream, string name = "input", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using Stream content = InputStart.Decompress(stream, name);
        return ReadContent(content, name, cancellationToken);
    }

    internal static ProblemFile ReadContent(Stream content, string name, CancellationToken cancellationToken)
    {
        ReadOnlySpan<byte> text = InputStart.SkipByteOrderMark(ReadAll(content, name, cancellationToken));
        var start = new JsonCursor(text, name);
        start.Move();
        start.Enter(JsonTokenType.StartObject, "a JSON object");
        JsonCursor cursor = start;

        // The properties of an object have no order, but the objective says how many variables there are, so the places are collected first.
        JsonCursor format = default, version = default, objective = default, blocks = default, equalities = default, quadratic = default;
        while (cursor.MoveToProperty() is { } property)
        {
            switch (property)
            {
                case "format": cursor.Keep(ref format, property); break;
                case "version": cursor.Keep(ref version, property); break;
                case "objective": cursor.Keep(ref objective, property); break;
                case "blocks": cursor.Keep(ref blocks, property); break;
                case "equalities": cursor.Keep(ref equalities, property); break;
                case "quadratic": cursor.Keep(ref quadratic, property); break;
                default: throw cursor.UnknownProperty(property, "format, version, objective, blocks, equalities or quadratic");
            }
        }

        cursor.MoveToEnd();
        start.Require(format, "format");
        start.Require(version, "version");
        start.Require(objective, "objective");
        start.Require(blocks, "blocks");
        CheckFormat(format, version);

        double[] c = objective.ReadNumbers("a coefficient of the objective");
        var builder = new SdpProblemBuilder(c.Length);
        builder.SetObjective(c);
        int[] entryCounts = JsonBlockReader.ReadAll(ref blocks, builder, cancellationToken);
        if (equalities.Exists)
        {
            JsonEqualityReader.ReadAll(ref equalities, builder);
        }

        if (quadratic.Exists)
        {
            ReadQuadratic(ref quadratic, builder);
        }

        try
        {
            SdpProblem problem = builder.Build();
            return new ProblemFile(problem, RepeatedEntries.Warn(problem, entryCounts, firstNumber: 0));
        }
        catch (ArgumentException exception)
        {
            throw start.Refused(exception);
        }
    }

    private static void CheckFormat(JsonCursor format, JsonCursor version)
    {
        if (format.ReadText($"\"{FormatName}\"") != FormatName)
        {
            throw format.Unexpected($"\"{FormatName}\"");
        }

        version.ReadInteger(FormatVersion, FormatVersion, "a version that this program knows");
    }

    private static void ReadQuadratic(ref JsonCursor cursor, SdpProblemBuilder builder)
    {
        cursor.Enter(JsonTokenType.StartArray, "a list of entries");
        while (cursor.MoveToElement())
        {
            cursor.Enter(JsonTokenType.StartArray, "an entry [row, column, value]");
            int row = cursor.NextInteger(0, builder.VariableCount - 1, "a variable");
            int column = cursor.NextInteger(0, builder.VariableCount - 1, "a variable");
            builder.AddQuadraticEntry(row, column, cursor.NextNumber("the value of an entry"));
            cursor.Leave("the end of the entry [row, column, value]");
        }
    }

    private static ReadOnlySpan<byte> ReadAll(Stream content, string name, CancellationToken cancellationToken)
    {
        const int step = 1 << 16;
        var bytes = new ArrayBufferWriter<byte>();
        while (content.Read(bytes.GetSpan(step)) is > 0 and int count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bytes.Advance(count);
            if (bytes.WrittenCount > Array.MaxLength / 2)
            {
                throw new ProblemFormatException(name, 0, 0, "found more than 1 GB of JSON; expected less (the SDPA sparse format has no limit)");
            }
        }

        return bytes.WrittenSpan;
    }
}
