using System.Text.RegularExpressions;

namespace SdpKit.Cli.Tests.Repository;

/// <summary>The folders of the code are its rooms: each is a namespace, and what needs what goes one way only.</summary>
public partial class RoomsTests
{
    private static readonly (string File, string Room, string Text)[] Sources =
    [
        .. Directory.EnumerateFiles(RepositoryFiles.FullPath("src"), "*.cs", SearchOption.AllDirectories)
            .Select(file => (File: file, Folder: Path.GetRelativePath(RepositoryFiles.FullPath("src"), Path.GetDirectoryName(file)!)))
            .Where(file => !file.Folder.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin"))
            .Select(file => (file.File, file.Folder.Replace(Path.DirectorySeparatorChar, '.'), File.ReadAllText(file.File))),
    ];

    [Fact]
    public void Namespace_of_a_file_is_its_folder() => Assert.All(
        Sources.Where(source => Namespace().IsMatch(source.Text)),
        source => Assert.True(Namespace().Match(source.Text).Groups[1].Value == source.Room, $"{source.File} is not in the namespace {source.Room}."));

    /// <summary>A folder and one inside it belong together: the outer one has the nouns and the entry, the inner one the work.</summary>
    [Fact]
    public void No_rooms_need_each_other_in_a_circle()
    {
        HashSet<string> rooms = [.. Sources.Select(source => source.Room)];
        ILookup<string, string> needs = Sources
            .SelectMany(source => Using().Matches(source.Text).Select(match => (source.Room, Needed: match.Groups[1].Value)))
            .Where(edge => rooms.Contains(edge.Needed) && !IsWithin(edge.Room, edge.Needed) && !IsWithin(edge.Needed, edge.Room))
            .Distinct()
            .ToLookup(edge => edge.Room, edge => edge.Needed);
        Assert.True(needs.Count > 10);

        // Whatever needs nothing that is left is taken away; a circle stays.
        while (rooms.RemoveWhere(room => !needs[room].Any(rooms.Contains)) > 0)
        {
        }

        Assert.Empty(rooms);
    }

    [Fact]
    public void Checker_needs_no_other_room() =>
        Assert.DoesNotContain(Sources.Where(source => source.Room == "SdpKit.Verification"), source => Using().IsMatch(source.Text));

    private static bool IsWithin(string room, string outer) => (room + ".").StartsWith(outer + ".", StringComparison.Ordinal);

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:static )?(SdpKit[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
