namespace SdpKit.Cli.Output;

/// <summary>Writes one line an iteration.</summary>
internal sealed class PlainIterations(TextWriter writer) : IProgress<IterationReport>
{
    private static readonly int[] Widths = [9, 16, 16, 9, 12, 10, 9, 9];

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

    private void WriteLine(string[] texts) => writer.WriteLine(string.Join(' ', texts.Zip(Widths, (text, width) => text.PadLeft(width))));
}
