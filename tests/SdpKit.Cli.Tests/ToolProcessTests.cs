using System.Diagnostics;
using System.Globalization;

namespace SdpKit.Cli.Tests;

/// <summary>Tests what only a process has: its signals, its exit code and its entry assembly.</summary>
public sealed class ToolProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sdpkit-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Version_names_the_build_and_its_instructions()
    {
        using Process process = Start("--version");
        ToolRun run = await EndAsync(process);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal($"{ToolInformation.Version} {InstructionSet.Name}", run.Output.Trim());
    }

    [Fact]
    public async Task Exit_code_of_the_process_is_that_of_the_command()
    {
        using Process process = Start("solve", Path.Combine(_folder, "absent"));
        (await EndAsync(process)).Refusal();
    }

    [Fact]
    public async Task Interrupted_process_writes_its_best_result_and_ends_with_130()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string problem = Path.Combine(_folder, "problem.dat-s");
        string solution = Path.Combine(_folder, "best.out");
        await File.WriteAllTextAsync(problem, Problems.MaximumCut(1000));
        using Process process = Start("solve", problem, "--json", "--tolerance", "1e-15", "--out", solution);
        await Task.Factory.StartNew(() => InterruptAtFirstLine(process), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        ToolRun run = await EndAsync(process);
        Assert.Equal("Cancelled", run.Json().GetProperty("status").GetString());
        Assert.Equal(ExitCode.Cancelled, run.ExitCode);
        Assert.Contains("cancelled; run the same command again", run.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, new FileInfo(solution).Length);
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(Tool).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    /// <summary>Has a thread of its own: where all of the pool are busy, the solve might be done before one of them reads the line.</summary>
    private static void InterruptAtFirstLine(Process process)
    {
        Assert.Contains("dual objective", process.StandardError.ReadLine(), StringComparison.Ordinal);
        using Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
    }

    private static async Task<ToolRun> EndAsync(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ToolRun(process.ExitCode, await output, await error);
    }
}
