using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SdpKit.Cli.Tests.Benchmarking;

namespace SdpKit.Cli.Tests.Repository;

/// <summary>Packs what was built for the tests, and uses the packages as somebody else would: from a folder, with no source of packages but those that the tests themselves were restored to.</summary>
public sealed partial class PackageTests : IDisposable
{
    private const string Configuration =
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    private readonly TemporaryFolder _folder = new();

    private string Packages => _folder.File("packages");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("SdpKit", "MathNet.Numerics")]
    [InlineData("SdpKit.Lipschitz", "Google.Protobuf", "SdpKit")]
    [InlineData("SdpKit.Training", "SdpKit.Lipschitz")]
    public async Task Library_is_packed_with_documentation_symbols_and_licence(string library, params string[] dependencies)
    {
        await PackAsync(library);
        using ZipArchive package = ZipFile.OpenRead(Assert.Single(Directory.EnumerateFiles(Packages, library + ".*.nupkg")));
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];
        Assert.Contains("README.md", files);
        Assert.Contains($"lib/net10.0/{library}.dll", files);
        Assert.Contains($"lib/net10.0/{library}.xml", files);
        Assert.Single(Directory.EnumerateFiles(Packages, library + ".*.snupkg"));

        using Stream stream = package.GetEntry(library + ".nuspec")!.Open();
        XElement metadata = XDocument.Load(stream).Root!.Elements().Single();
        string[] filled = [.. metadata.Elements().Where(element => element.Value != "").Select(element => element.Name.LocalName)];
        Assert.Contains("description", filled);
        Assert.Contains("tags", filled);
        Assert.Equal("MIT", metadata.Elements().Single(element => element.Name.LocalName == "license").Value);
        Assert.Equal(dependencies, metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => (string)element.Attribute("id")!).Order());
    }

    [Fact]
    public async Task Tool_installs_from_its_package_and_solves_the_example()
    {
        await PackAsync("SdpKit.Cli");
        string configuration = WriteSources(Packages);
        string tools = _folder.File("tools");
        await RunAsync("dotnet", "tool", "install", "SdpKit.Tool", "--tool-path", tools, "--configfile", configuration);

        string tool = Path.Combine(tools, OperatingSystem.IsWindows() ? "sdpkit.exe" : "sdpkit");
        ToolRun run = await RunAsync(tool, "solve", RepositoryFiles.FullPath("docs/examples/petersen-theta.dat-s"), "--json", "--quiet");
        JsonElement json = run.Json();
        Assert.Equal("Optimal", json.GetProperty("status").GetString());
        Assert.Equal(4.0, json.GetProperty("objective").GetDouble(), 1e-6);
        Assert.Equal(ToolInformation.Version, json.GetProperty("version").GetString());
        run = await RunAsync(tool, "certify", RepositoryFiles.FullPath("docs/examples/network.json"), "--json", "--quiet");
        Assert.Equal(Networks.WalkthroughBound, run.Json().GetProperty("bound").GetDouble(), 1e-6);
    }

    [Fact]
    public async Task Model_of_the_README_runs_in_an_empty_folder()
    {
        await PackAsync("SdpKit");
        await WriteSourcesOfDependenciesAsync();
        _folder.Write("model.cs", Assert.Single(FileBlock().Matches(Readme())).Groups[1].Value);
        ToolRun run = await RunFreshAsync("run", "model.cs");
        Assert.Equal("0.5000 instead of 0.9", run.Output.Trim());
    }

    [Fact]
    public async Task Snippets_of_the_README_run_in_a_project_that_has_the_packages()
    {
        foreach (string library in new[] { "SdpKit", "SdpKit.Lipschitz", "SdpKit.Training" })
        {
            await PackAsync(library);
        }

        await WriteSourcesOfDependenciesAsync();
        _folder.Write("snippets.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestoreAdditionalProjectSources>packages</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="SdpKit.Training" Version="*" />
              </ItemGroup>
            </Project>
            """);
        string[] snippets = [.. SnippetBlock().Matches(Readme()).Select(match => match.Groups[1].Value)];
        IEnumerable<string> directives = snippets.SelectMany(snippet => snippet.Split('\n')).Where(IsDirective).Distinct();
        _folder.Write("Program.cs", string.Join('\n', (string[])[
            .. directives,
            "(string path, string certificatePath) = (args[0], args[1]);",
            .. snippets.SelectMany<string, string>((snippet, k) => [$"Snippet{k}();", $"void Snippet{k}()", "{", .. snippet.Split('\n').Where(line => !IsDirective(line)), "}"])]));
        ToolRun run = await RunFreshAsync("run", "--", RepositoryFiles.FullPath("docs/examples/network.json"), _folder.File("certificate.json"));
        string[] answers = ["Optimal: 3.000000", "at most 4.5225 of 5 edges", "theta = 2.2361", "proved: ", "L <= "];
        Assert.All(answers, answer => Assert.Contains(answer, run.Output, StringComparison.Ordinal));
    }

    private static bool IsDirective(string line) => line.StartsWith("using SdpKit", StringComparison.Ordinal) || line.StartsWith("using static SdpKit", StringComparison.Ordinal);

    private static string Readme() => File.ReadAllText(RepositoryFiles.FullPath("README.md")).ReplaceLineEndings("\n");

    private string WriteSources(params string[] folders) => _folder.Write(
        "nuget.config",
        $"<configuration><packageSources><clear />{string.Concat(folders.Select((folder, k) => $"<add key=\"{k}\" value=\"{folder}\" />"))}</packageSources></configuration>");

    /// <summary>Makes the folder that holds the dependencies of the tests a source: they were restored to it, so that no network is needed.</summary>
    private async Task WriteSourcesOfDependenciesAsync()
    {
        ToolRun run = await RunAsync("dotnet", "nuget", "locals", "global-packages", "--list");
        WriteSources(run.Output.Trim()["global-packages: ".Length..]);
    }

    private Task<ToolRun> PackAsync(string project) => RunAsync("dotnet", "pack", RepositoryFiles.FullPath("src/" + project), "--no-build", "-c", Configuration, "-o", Packages);

    /// <summary>Runs dotnet in the folder, with a package folder of its own: the common one may hold other packages of this version.</summary>
    private Task<ToolRun> RunFreshAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _folder.Path };
        start.Environment["NUGET_PACKAGES"] = _folder.File("installed");
        return RunAsync(start);
    }

    private static Task<ToolRun> RunAsync(string program, params string[] arguments) => RunAsync(new ProcessStartInfo(program, arguments));

    private static async Task<ToolRun> RunAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);

        // A build server that outlives the command would hold its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var run = new ToolRun(process.ExitCode, await output, await error);
        Assert.True(run.ExitCode == ExitCode.Success, $"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with {run.ExitCode}: {run.Output}{run.Error}");
        return run;
    }

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex SnippetBlock();

    /// <summary>Matches a whole file.</summary>
    [GeneratedRegex(@"```cs\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex FileBlock();
}
