using System.Diagnostics;
using Spectre.Console;

namespace SdpKit.Cli.Output;

/// <summary>Keeps the last iterations that fit on the screen in a table.</summary>
internal sealed class LiveIterations<TReport> : IProgress<TReport>
{
    /// <summary>The lines of the screen that are not iterations: the headings, the prompt below and some room.</summary>
    private const int OtherLines = 4;

    /// <summary>How often the table is drawn, so that drawing costs fast iterations nothing.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly int _visible;
    private readonly IterationColumns<TReport> _columns;
    private long _drawn = Stopwatch.GetTimestamp();

    public LiveIterations(int screenHeight, IterationColumns<TReport> columns)
    {
        (_visible, _columns) = (Math.Max(1, screenHeight - OtherLines), columns);
        Table = new Table { Border = TableBorder.None };
        foreach ((string heading, int width) in columns.Headings.Zip(columns.Widths))
        {
            Table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))) { Width = width, Padding = new Padding(0, 0, 1, 0) }
                .RightAligned()
                .NoWrap());
        }
    }

    /// <summary>Gets the table to draw.</summary>
    public Table Table { get; }

    /// <summary>Gets or sets what draws the table.</summary>
    public Action Draw { get; set; } = () => { };

    public void Report(TReport value)
    {
        if (Table.Rows.Count == _visible)
        {
            Table.RemoveRow(0);
        }

        Table.AddRow(_columns.Format(value));
        if (Stopwatch.GetElapsedTime(_drawn) >= Interval)
        {
            Draw();
            _drawn = Stopwatch.GetTimestamp();
        }
    }
}
