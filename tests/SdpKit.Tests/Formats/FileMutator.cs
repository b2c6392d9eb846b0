using System.Text;

namespace SdpKit.Tests.Formats;

/// <summary>Damages a text file in the ways that files are damaged by programs, transports and hands. The same random numbers give the same damage.</summary>
internal static class FileMutator
{
    private static readonly string[] Tokens =
    [
        "0", "-1", "1", "2", "-2147483648", "2147483647", "2147483648", "999999999", "99999999999999999999", "nan", "-inf", "1e400", "-1e-400",
        "1.5", "1d5", "+", "-", ".", "", "{", "}", "=", "\"", "*", "x", "\0", "1e308", "-1e308", "\u00e9", "[", "]", ",", "null", "\n", "\r\n", " ",
    ];

    public static byte[] Mutate(string text, Random random)
    {
        for (int count = 1 + random.Next(3); count > 0; count--)
        {
            text = random.Next(6) switch
            {
                0 => text[..random.Next(text.Length + 1)],
                1 => ReplaceToken(text, random, Tokens[random.Next(Tokens.Length)]),
                2 => SwapTokens(text, random),
                3 => RepeatOrDropLine(text, random),
                4 => ReplaceToken(text, random, random.Next(-10, 10).ToString(System.Globalization.CultureInfo.InvariantCulture)),
                _ => text.Insert(random.Next(text.Length + 1), Tokens[random.Next(Tokens.Length)]),
            };
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return random.Next(5) == 0 ? MutateBytes(bytes, random) : bytes;
    }

    public static byte[] MutateBytes(byte[] bytes, Random random)
    {
        byte[] mutated = [.. bytes];
        for (int count = random.Next(4); count > 0 && mutated.Length > 0; count--)
        {
            mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
        }

        return random.Next(4) == 0 ? mutated[..random.Next(mutated.Length + 1)] : mutated;
    }

    private static string ReplaceToken(string text, Random random, string replacement)
    {
        Range token = Token(text, random);
        return string.Concat(text.AsSpan(0, token.Start.Value), replacement, text.AsSpan(token.End.Value));
    }

    private static string SwapTokens(string text, Random random)
    {
        Range one = Token(text, random);
        Range other = Token(text, random);
        (one, other) = one.Start.Value <= other.Start.Value ? (one, other) : (other, one);
        return one.End.Value > other.Start.Value
            ? text
            : string.Concat(text[..one.Start.Value], text[other], text[one.End.Value..other.Start.Value], text[one] + text[other.End.Value..]);
    }

    private static string RepeatOrDropLine(string text, Random random)
    {
        List<string> lines = [.. text.Split('\n')];
        int line = random.Next(lines.Count);
        if (random.Next(2) == 0)
        {
            lines.RemoveAt(line);
        }
        else
        {
            lines.Insert(random.Next(lines.Count), lines[line]);
        }

        return string.Join('\n', lines);
    }

    /// <summary>Picks a run of characters between blanks and punctuation; empty where the picked place has none.</summary>
    private static Range Token(string text, Random random)
    {
        int start = random.Next(text.Length + 1);
        int end = start;
        while (start > 0 && IsOfToken(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && IsOfToken(text[end]))
        {
            end++;
        }

        return start..end;
    }

    private static bool IsOfToken(char letter) => char.IsLetterOrDigit(letter) || letter is '.' or '+' or '-';
}
