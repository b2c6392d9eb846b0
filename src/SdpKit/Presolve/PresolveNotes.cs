namespace SdpKit.Presolve;

/// <summary>Puts findings into words; everything is counted from 1 in them, as in files.</summary>
internal static class PresolveNotes
{
    private const int MostNamed = 5;

    /// <summary>Names some variables.</summary>
    public static string Variables(IEnumerable<int> variables) => Named("variable", variables);

    /// <summary>Names some equalities.</summary>
    public static string Equalities(IEnumerable<int> rows) => Named("equality", rows);

    /// <summary>Says how many of something there are.</summary>
    public static string Count(int count, string singular, string? plural = null) => count == 1 ? $"1 {singular}" : $"{count} {plural ?? singular + "s"}";

    private static string Named(string noun, IEnumerable<int> members)
    {
        int[] sorted = [.. members.Order()];
        string names = string.Join(", ", sorted.Take(MostNamed).Select(member => $"{noun} {member + 1}"));
        return sorted.Length <= MostNamed ? names : $"{names} and {sorted.Length - MostNamed} more";
    }
}
