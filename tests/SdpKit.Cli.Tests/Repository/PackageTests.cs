using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using SdpKit.Cli.Tests.Benchmarking;

namespace SdpKit.Cli.Tests.Repository;

/// <summary>Packs what was built for the tests, and uses the packages as somebody else would: from a folder, without any other source.</summary>
public sealed class PackageTests : IDisposable
{
    private const string Configuration =
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("SdpKit", "MathNet.Numerics")]
    [InlineData("SdpKit.Lipschitz", "Google.Protobuf", "SdpKit")]
    [InlineData("SdpKit.Training", "SdpKit.Lipschitz")]
    public async Task Library_is_packed_with_documentation_symbols_and_licence(string library, params string[] dependencies)
    {
        using ZipArchive package = await PackAsync(library, library);
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];
        Assert.Contains("README.md", files);
        Assert.Contains($"lib/net10.0/{library}.dll", files);
        Assert.Contains($"lib/net10.0/{library}.xml", files);
        Assert.Single(Directory.EnumerateFiles(_folder.Path, library + ".*.snupkg"));

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
        (await PackAsync("SdpKit.Cli", "SdpKit.Tool")).Dispose();
        string configuration = _folder.Write(
            "nuget.config",
            $"<configuration><packageSources><clear /><add key=\"folder\" value=\"{_folder.Path}\" /></packageSources></configuration>");
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

    private async Task<ZipArchive> PackAsync(string project, string package)
    {
        await RunAsync("dotnet", "pack", RepositoryFiles.FullPath("src/" + project), "--no-build", "-c", Configuration, "-o", _folder.Path);
        return ZipFile.OpenRead(Assert.Single(Directory.EnumerateFiles(_folder.Path, package + ".*.nupkg")));
    }

    private static async Task<ToolRun> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // A build server that outlives the command would hold its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var run = new ToolRun(process.ExitCode, await output, await error);
        Assert.True(run.ExitCode == ExitCode.Success, $"{program} {string.Join(' ', arguments)} ended with {run.ExitCode}: {run.Output}{run.Error}");
        return run;
    }
}
