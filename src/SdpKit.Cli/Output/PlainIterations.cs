namespace SdpKit.Cli.Output;

/// <summary>Writes one line an iteration.</summary>
internal sealed class PlainIterations(TextWriter writer) : IProgress<IterationReport>
{
    private bool _started;

    public void Report(IterationReport value)
    {
        if (!_started)
        {
            _started = true;
            WriteLine(IterationColumns.Headings);
        }

        WriteLine(IterationColumns.Format(value));
    }

    private void WriteLine(string[] texts) => writer.WriteLine(string.Join(' ', texts.Zip(IterationColumns.Widths, (text, width) => text.PadLeft(width))));
}
