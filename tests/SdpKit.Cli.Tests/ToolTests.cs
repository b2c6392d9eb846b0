using System.CommandLine;

namespace SdpKit.Cli.Tests;

public sealed class ToolTests
{
    [Theory]
    [InlineData("Required command")]
    [InlineData("--bogus", "--bogus")]
    [InlineData("juggle", "juggle")]
    [InlineData("FILE", "solve")]
    [InlineData("SOLUTION", "check", "problem.dat-s")]
    [InlineData("second", "solve", "first", "second")]
    [InlineData("--tolerance", "solve", "file", "--tolerance")]
    [InlineData("--tolerance", "solve", "file", "--tolerance", "1e-3", "--tolerance", "1e-4")]
    [InlineData("lp", "solve", "file", "--format", "lp")]
    public async Task Command_line_that_makes_no_sense_is_refused_in_one_line(string named, params string[] arguments) =>
        Assert.Contains(named, (await ToolRun.OfAsync(arguments)).Refusal(), StringComparison.Ordinal);

    [Theory]
    [InlineData("--tolerance", "0,5")]
    [InlineData("--tolerance", "1e400")]
    [InlineData("--tolerance", "NaN")]
    [InlineData("--tolerance", "Infinity")]
    [InlineData("--tolerance", "0")]
    [InlineData("--tolerance", "-1e-7")]
    [InlineData("--tolerance", "1e-7x")]
    [InlineData("--tolerance", "")]
    [InlineData("--time-limit", "0")]
    [InlineData("--time-limit", "-5")]
    [InlineData("--time-limit", "1,5")]
    [InlineData("--time-limit", "1e300")]
    [InlineData("--time-limit", "-1e300")]
    [InlineData("--threads", "0")]
    [InlineData("--threads", "1.5")]
    [InlineData("--threads", "1,000")]
    [InlineData("--threads", "99999999999")]
    [InlineData("--max-iterations", "-1")]
    [InlineData("--max-iterations", "ten")]
    public async Task Number_that_is_not_whole_or_out_of_range_is_refused_by_name(string option, string value)
    {
        string line = (await ToolRun.WithInputAsync(Problems.Optimum2, "solve", "-", option, value)).Refusal();
        Assert.Contains(option, line, StringComparison.Ordinal);
        Assert.Contains($"found '{value}', expected", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_the_commands()
    {
        ToolRun run = await ToolRun.OfAsync("--help");
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("solve", run.Output, StringComparison.Ordinal);
        Assert.Contains("check", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("solve", "--help")]
    [InlineData("solve", "file", "--tolerance", "1e-3", "-h")]
    [InlineData("check", "-?")]
    [InlineData("certify", "/h")]
    [InlineData("verify", "/?", "file")]
    [InlineData("bench", "--help=true", "folder", "--threads", "none")]
    public async Task Help_of_a_command_is_that_of_the_whole_tool(string command, params string[] arguments)
    {
        ToolRun run = await ToolRun.OfAsync([command, .. arguments]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains($"Usage:\n  {RootCommand.ExecutableName} {command} <", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("-?, -h, --help", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Help_of_each_command_shows_an_example_of_it()
    {
        string help = (await ToolRun.OfAsync("--help")).Output;
        string[] commands = [.. help[help.IndexOf("Commands:", StringComparison.Ordinal)..].Split('\n').Skip(1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])];
        Assert.Contains("solve", commands);
        foreach (string command in commands)
        {
            Assert.Contains($"Example:\n  sdpkit {command}", (await ToolRun.OfAsync(command, "--help")).Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _sdpkit sdpkit")]
    [InlineData("zsh", "compdef _sdpkit sdpkit")]
    [InlineData("fish", "complete -c sdpkit")]
    [InlineData("powershell", "Register-ArgumentCompleter")]
    public async Task Scripts_for_completion_ask_the_tool(string shell, string expected)
    {
        ToolRun run = await ToolRun.OfAsync("completion", shell);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.Contains("[suggest:", run.Output, StringComparison.Ordinal);
        Assert.Equal("--method", (await ToolRun.OfAsync("[suggest:18]", "sdpkit certify --m")).Output.Trim());
    }

    [Fact]
    public async Task Defect_ends_in_one_line_that_says_how_to_report_it()
    {
        ToolRun run = await ToolRun.WithStreamAsync(() => throw new InvalidOperationException("first\nsecond"), ["solve", "-"]);
        Assert.Equal(ExitCode.InternalError, run.ExitCode);
        string line = Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.Contains("InvalidOperationException: first second", line, StringComparison.Ordinal);
        Assert.Contains("please report", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_that_is_cancelled_before_there_is_a_result_ends_with_130()
    {
        ToolRun run = await ToolRun.WithStreamAsync(() => throw new OperationCanceledException(), ["solve", "-"], new CancellationToken(canceled: true));
        Assert.Equal(ExitCode.Cancelled, run.ExitCode);
        Assert.Empty(run.Output);
    }
}
