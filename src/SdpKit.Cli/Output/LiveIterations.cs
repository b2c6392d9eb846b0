using Spectre.Console;

namespace SdpKit.Cli.Output;

/// <summary>Keeps the last iterations that fit on the screen in a table.</summary>
internal sealed class LiveIterations : IProgress<IterationReport>
{
    /// <summary>The lines of a table that are not iterations: its frame, the headings and the prompt below it.</summary>
    private const int FrameLines = 6;

    private readonly int _visible;

    public LiveIterations(int screenHeight)
    {
        _visible = Math.Max(1, screenHeight - FrameLines);
        Table = new Table { Border = TableBorder.Rounded };
        foreach (string heading in IterationColumns.Headings)
        {
            Table.AddColumn(new TableColumn(Markup.Escape(heading)).RightAligned().NoWrap());
        }
    }

    /// <summary>Gets the table to draw.</summary>
    public Table Table { get; }

    /// <summary>Gets or sets what draws the table again.</summary>
    public Action Changed { get; set; } = () => { };

    public void Report(IterationReport value)
    {
        if (Table.Rows.Count == _visible)
        {
            Table.RemoveRow(0);
        }

        Table.AddRow(IterationColumns.Format(value));
        Changed();
    }
}
