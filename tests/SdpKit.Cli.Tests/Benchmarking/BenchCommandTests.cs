using SdpKit.Cli.Benchmarking;

namespace SdpKit.Cli.Tests.Benchmarking;

public sealed class BenchCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("csdp")]
    [InlineData("sdpa")]
    public void A_rival_that_is_not_installed_is_named_in_one_line(string rival)
    {
        InputException error = Assert.Throws<InputException>(() => Rivals.Find(rival, _folder.Path));
        Assert.StartsWith($"--rival {rival}: found no program '{rival}'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task An_unknown_rival_is_refused() => Assert.Contains("mosek", await FailAsync("bench", _folder.Path, "--rival", "mosek"), StringComparison.Ordinal);

    [Fact]
    public async Task A_folder_that_does_not_exist_is_refused() =>
        Assert.Contains("does not exist", await FailAsync("bench", _folder.File("absent")), StringComparison.Ordinal);

    [Fact]
    public async Task A_folder_without_problems_is_refused() => Assert.Contains("found no .dat-s", await FailAsync("bench", _folder.Path), StringComparison.Ordinal);

    [Fact]
    public async Task Results_are_not_overwritten()
    {
        _folder.Write("tiny1.dat-s", ScriptedProgram.Problem);
        _folder.Write("results.jsonl", "");
        Assert.Contains("--resume", await FailAsync("bench", _folder.Path, "--out", _folder.Path), StringComparison.Ordinal);
    }

    private static async Task<string> FailAsync(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        Assert.Equal(ExitCode.BadInput, await Tool.RunAsync(arguments, new ToolConfiguration { Output = output, Error = error }));
        Assert.Empty(output.ToString());
        string message = error.ToString();
        Assert.Single(message.TrimEnd('\n').Split('\n'));
        return message;
    }
}
