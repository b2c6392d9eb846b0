using SdpKit.Cli.Tests.Benchmarking;

namespace SdpKit.Cli.Tests.Input;

public sealed class MistakenFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("network.json")]
    [InlineData("network.npz")]
    [InlineData("network.onnx")]
    [InlineData("network.safetensors")]
    public async Task A_network_is_named_with_the_command_for_it(string name)
    {
        string network = Networks.Walkthrough.Write(_folder.File(name));
        string expected = $"sdpkit: {network}: found a neural network; expected a semidefinite program (the command for this file: sdpkit certify {network})";
        Assert.Equal(expected, (await ToolRun.OfAsync("solve", network)).Refusal());
        Assert.Equal(expected, (await ToolRun.OfAsync("check", network, network)).Refusal());
        Assert.Equal(expected, (await ToolRun.OfAsync("convert", network, _folder.File("p.json"))).Refusal());
    }

    [Fact]
    public async Task A_certificate_is_named_with_the_command_for_it()
    {
        string certificate = _folder.File("certificate.json");
        await ToolRun.OfAsync("certify", Networks.Walkthrough.Write(_folder.File("network.json")), "--certificate", certificate, "--quiet");
        Assert.Contains($"found the certificate of a bound; expected a semidefinite program (the command for this file: sdpkit verify {certificate} NETWORK)", (await ToolRun.OfAsync("solve", certificate)).Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("problem.dat-s", Problems.Optimum2)]
    [InlineData("problem.dat", "1\n1\n1\n{1}\n{{1}}\n{{1}}\n")]
    [InlineData("problem.json", Problems.WithEquality)]
    public async Task A_problem_is_named_with_the_command_for_it(string name, string text)
    {
        string problem = _folder.File(name);
        await File.WriteAllTextAsync(problem, text);
        Assert.Equal($"sdpkit: {problem}: found a semidefinite program; expected a neural network (the command for this file: sdpkit solve {problem})", (await ToolRun.OfAsync("certify", problem)).Refusal());
    }
}
