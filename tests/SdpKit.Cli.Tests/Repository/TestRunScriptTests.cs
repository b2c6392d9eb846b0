using System.Diagnostics;
using System.Runtime.Versioning;
using SdpKit.Cli.Tests.Benchmarking;

namespace SdpKit.Cli.Tests.Repository;

/// <summary>Runs .ci/run with a stand-in for dotnet that prints what a test run printed and ends as it ended.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class TestRunScriptTests : IDisposable
{
    private const string Library = "Passed!  - Failed:     0, Passed:  1234, Skipped:     5, Total:  1239, Duration: 3 m 2 s - SdpKit.Tests.dll (net10.0)";
    private const string Tool = "Failed!  - Failed:     2, Passed:    40, Skipped:     0, Total:    42, Duration: 891 ms - SdpKit.Cli.Tests.dll (net10.0)";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task Last_line_sums_the_projects_and_a_failed_test_fails_the_run()
    {
        (int exitCode, string[] lines) = await RunAsync(1, "[xUnit.net 00:00:01.00]     Passed: 7", Library, "  Failed A.B [1 ms]", Tool);
        Assert.Equal("1274 passed, 2 failed, 5 skipped", lines[^1]);
        Assert.Contains(Tool, lines);
        Assert.Equal(1, exitCode);
    }

    [UnixFact]
    public async Task Run_in_which_all_tests_pass_ends_with_0()
    {
        (int exitCode, string[] lines) = await RunAsync(0, Library);
        Assert.Equal("1234 passed, 0 failed, 5 skipped", lines[^1]);
        Assert.Equal(0, exitCode);
    }

    [UnixFact]
    public async Task Build_that_breaks_fails_the_run_although_no_test_failed()
    {
        (int exitCode, string[] lines) = await RunAsync(3, "error CS1002: ; expected");
        Assert.Equal("0 passed, 0 failed, 0 skipped", lines[^1]);
        Assert.Equal(3, exitCode);
    }

    [UnixFact]
    public async Task Run_without_any_test_fails() => Assert.Equal(1, (await RunAsync(0, "nothing to do")).ExitCode);

    [UnixFact]
    public async Task Script_runs_exactly_the_documented_command_with_the_analyzers()
    {
        (_, string[] lines) = await RunAsync(0, "arguments: $*", "folder: $PWD", "CI: $CI");
        Assert.Contains("arguments: test -c Release", lines);
        Assert.Contains("CI: true", lines);
        Assert.Contains("folder: " + RepositoryFiles.Root, lines);
    }

    private async Task<(int ExitCode, string[] Lines)> RunAsync(int exitCode, params string[] output)
    {
        string program = _folder.Write("dotnet", $"#!/bin/sh\ncat <<END\n{string.Join('\n', output)}\nEND\nexit {exitCode}\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo("bash", [RepositoryFiles.FullPath(".ci/run")]) { RedirectStandardOutput = true };
        start.Environment.Remove("CI");
        start.Environment["PATH"] = _folder.Path + ":" + start.Environment["PATH"];
        using Process process = Process.Start(start)!;
        string text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, text.TrimEnd('\n').Split('\n'));
    }
}
