using System.Text.RegularExpressions;

namespace SdpKit.Cli.Tests.Repository;

public partial class DocumentationTests
{
    public static TheoryData<string> Pages() => [.. AllPages()];

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

    [Fact]
    public void Every_page_is_in_the_index()
    {
        string index = File.ReadAllText(RepositoryFiles.FullPath("docs/README.md"));
        Assert.All(
            AllPages().Where(page => page.StartsWith("docs/", StringComparison.Ordinal) && page != "docs/README.md"),
            page => Assert.Contains($"]({page["docs/".Length..]})", index, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_name_on_the_page_about_the_algorithm_is_in_the_code()
    {
        string code = string.Concat(Directory.EnumerateFiles(RepositoryFiles.FullPath("src/SdpKit"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        string page = File.ReadAllText(RepositoryFiles.FullPath("docs/algorithm.md"));
        Assert.All(
            Code().Matches(page).SelectMany(match => Identifier().Matches(match.Value)).Select(match => match.Value).Distinct(),
            name => Assert.Matches($@"\b{name}\b", code));
    }

    [Theory]
    [InlineData("tour")]
    [InlineData("solve")]
    [InlineData("check")]
    [InlineData("convert")]
    [InlineData("certify")]
    [InlineData("verify")]
    [InlineData("train")]
    [InlineData("evaluate")]
    [InlineData("bench")]
    public async Task Page_about_the_tool_has_the_options_of_a_command(string command)
    {
        string page = File.ReadAllText(RepositoryFiles.FullPath("docs/tool.md")).ReplaceLineEndings("\n");
        string help = (await ToolRun.OfAsync(command, "--help")).Output;
        string[] usages = [.. page.Split("\n\n").Where(paragraph => paragraph.StartsWith($"    sdpkit {command} ", StringComparison.Ordinal))];
        Assert.Subset(OptionsIn(help), OptionsIn(string.Concat(usages)));
        Assert.Subset(OptionsIn(page), OptionsIn(help));
    }

    [Fact]
    public void CSharp_of_the_pages_is_that_of_the_examples_that_run()
    {
        string source = string.Concat(Directory.EnumerateFiles(RepositoryFiles.FullPath("tests/SdpKit.Cli.Tests/Repository"), "*Examples.cs").Select(File.ReadAllText));
        string[] compiled = [.. Example().Matches(source.ReplaceLineEndings("\n")).Select(match => Plain(match.Groups[1].Value))];
        string[] shown = [.. AllPages().SelectMany(page => CodeBlock().Matches(File.ReadAllText(RepositoryFiles.FullPath(page)).ReplaceLineEndings("\n"))).Select(match => Plain(match.Groups[1].Value))];
        Assert.Equal(compiled.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
        Assert.NotEmpty(shown);
    }

    private static IEnumerable<string> AllPages() =>
    [
        "README.md",
        "CHANGELOG.md",
        .. Directory.EnumerateFiles(RepositoryFiles.FullPath("docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFiles.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    private static HashSet<string> OptionsIn(string text) => [.. LongOption().Matches(text).Select(match => match.Value)];

    /// <summary>Drops what differs between a page and a method body: indentation and the directives that stand at the top.</summary>
    private static string Plain(string code)
    {
        string[] lines = [.. code.Trim('\n').Split('\n').Where(line => !line.StartsWith("using SdpKit", StringComparison.Ordinal) && !line.StartsWith("using static SdpKit", StringComparison.Ordinal)).SkipWhile(line => line.Length == 0)];
        int indentation = lines[0].Length - lines[0].TrimStart().Length;
        return string.Join('\n', lines.Select(line => line.Length < indentation ? line : line[indentation..])).TrimEnd();
    }

    /// <summary>Matches the target of a link within the repository, without its anchor.</summary>
    [GeneratedRegex(@"\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex("--[a-z][a-z-]*")]
    private static partial Regex LongOption();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex Code();

    [GeneratedRegex(@"[A-Z]\w+")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"// <example>\n(.*?)\n\s*// </example>", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
