using System.Text.RegularExpressions;

namespace SdpKit.Cli.Tests.Repository;

public partial class DocumentationLinksTests
{
    public static TheoryData<string> Pages() =>
    [
        "README.md",
        "CHANGELOG.md",
        .. Directory.EnumerateFiles(RepositoryFiles.FullPath("docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFiles.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_to_a_file_leads_to_one(string page)
    {
        string file = RepositoryFiles.FullPath(page);
        Assert.All(Link().Matches(File.ReadAllText(file)), link =>
        {
            string target = Path.Combine(Path.GetDirectoryName(file)!, link.Groups[1].Value);
            Assert.True(File.Exists(target) || Directory.Exists(target), $"{page} links to {link.Groups[1].Value}, which is not there.");
        });
    }

    /// <summary>Matches the target of a link within the repository, without its anchor.</summary>
    [GeneratedRegex(@"\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
