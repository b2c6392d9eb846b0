namespace SdpKit.Cli.Output;

/// <summary>Represents a table of texts, the first row its headings.</summary>
/// <param name="Rows">The rows, all of one length.</param>
internal sealed record TextTable(IReadOnlyList<string[]> Rows)
{
    /// <summary>Writes the table in columns: the first one to the left, the others to the right.</summary>
    public void Write(TextWriter output)
    {
        int[] widths = [.. Enumerable.Range(0, Rows[0].Length).Select(column => Rows.Max(row => row[column].Length))];
        foreach (string[] row in Rows)
        {
            IEnumerable<string> cells = row.Select((cell, column) => column == 0 ? cell.PadRight(Math.Max(widths[0], TextOutput.NameWidth - 2)) : cell.PadLeft(widths[column]));
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }
}
