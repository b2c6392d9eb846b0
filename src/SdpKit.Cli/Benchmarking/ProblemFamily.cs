namespace SdpKit.Cli.Benchmarking;

/// <summary>Names the family a problem belongs to.</summary>
internal static class ProblemFamily
{
    /// <summary>Gets the letters a name begins with: "gpp" of "gpp124-1"; the whole name where it begins otherwise.</summary>
    public static string Of(string problem)
    {
        int length = 0;
        while (length < problem.Length && char.IsAsciiLetter(problem[length]))
        {
            length++;
        }

        return length == 0 ? problem : problem[..length];
    }
}
