namespace SdpKit.Cli.Output;

/// <summary>Says what an iteration's line shows.</summary>
/// <param name="Headings">The headings.</param>
/// <param name="Widths">The width of each column.</param>
/// <param name="Format">Formats an iteration, one text a heading.</param>
internal sealed record IterationColumns<TReport>(string[] Headings, int[] Widths, Func<TReport, string[]> Format);
