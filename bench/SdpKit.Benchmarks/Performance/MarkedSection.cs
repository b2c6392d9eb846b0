namespace SdpKit.Benchmarks.Performance;

/// <summary>Replaces the part of a page that a program writes, between two comments, and leaves the rest to its authors.</summary>
internal static class MarkedSection
{
    /// <summary>Replaces what stands between <c>&lt;!-- begin NAME --></c> and <c>&lt;!-- end NAME --></c>.</summary>
    /// <exception cref="FormatException">The page has no such pair of comments.</exception>
    public static string Replace(string page, string name, string text)
    {
        string begin = $"<!-- begin {name} -->\n";
        string end = $"<!-- end {name} -->";
        int start = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int stop = page.IndexOf(end, StringComparison.Ordinal);
        return start >= begin.Length && stop >= start
            ? $"{page[..start]}\n{text}\n{page[stop..]}"
            : throw new FormatException($"the page has no line '<!-- begin {name} -->' with a line '{end}' below it");
    }
}
