namespace SdpKit.Cli.Output;

/// <summary>Writes one line an iteration.</summary>
internal sealed class PlainIterations<TReport>(TextWriter writer, IterationColumns<TReport> columns) : IProgress<TReport>
{
    private bool _started;

    public void Report(TReport value)
    {
        if (!_started)
        {
            _started = true;
            WriteLine(columns.Headings);
        }

        WriteLine(columns.Format(value));
    }

    private void WriteLine(string[] texts) => writer.WriteLine(string.Join(' ', texts.Zip(columns.Widths, (text, width) => text.PadLeft(width))));
}
