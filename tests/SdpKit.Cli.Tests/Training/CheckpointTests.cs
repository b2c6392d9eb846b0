using System.Diagnostics;
using SdpKit.Cli.Tests.Benchmarking;

namespace SdpKit.Cli.Tests.Training;

/// <summary>Interrupts trainings in every way, and damages what they keep.</summary>
public sealed class CheckpointTests : IDisposable
{
    private const int Kills = 5;

    private static readonly string[] Training = ["--data", "three-classes", "--layers", "2-10-10-3", "--bound", "8", "--iterations", "40", "--epochs", "50", "--sigma", "0.1"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_training_resumes_to_the_same_bits()
    {
        await EndAsync(Start("whole", Training));
        byte[][] expected = Results("whole");
        var random = new Random(1);
        for (int kill = 0; kill < Kills; kill++)
        {
            string name = $"killed{kill}";
            using Process process = Start(name, Training);
            while (!File.Exists(Checkpoint(name)) && !process.HasExited)
            {
                await Task.Delay(1);
            }

            await Task.Delay(random.Next(1000));
            process.Kill();
            await process.WaitForExitAsync();
            ToolRun run = await ToolRun.OfAsync("train", "--resume", _folder.File(name), "--quiet");
            Assert.Equal(ExitCode.Success, run.ExitCode);
            Assert.Equal(expected, Results(name));
        }
    }

    [Fact]
    public async Task Cancelled_training_says_how_to_go_on_and_does()
    {
        await TrainAsync("whole", CancellationToken.None);
        for (int milliseconds = 0; milliseconds <= 400; milliseconds += 100)
        {
            string name = $"cancelled{milliseconds}";
            using var source = new CancellationTokenSource(milliseconds);
            ToolRun run = await TrainAsync(name, source.Token);
            if (run.ExitCode != ExitCode.Success)
            {
                Assert.Equal(ExitCode.Cancelled, run.ExitCode);
                Assert.Contains("--resume " + _folder.File(name), run.Error, StringComparison.Ordinal);
                Assert.Equal(ExitCode.Success, (await ToolRun.OfAsync("train", "--resume", _folder.File(name), "--threads", "2")).ExitCode);
            }

            Assert.Equal(Results("whole"), Results(name));
        }
    }

    [Theory]
    [InlineData("nominal")]
    [InlineData("enforce", "--bound", "8")]
    public async Task Cancelled_training_leaves_a_proved_network_and_a_page(string method, params string[] options)
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        string page = _folder.File("page.html");
        ToolRun run = await ToolRun.WithStreamAsync(
            () => Stream.Null, ["train", "--out", _folder.File("run"), "--data", "three-classes", "--layers", "2-10-10-3", "--method", method, .. options, "--report", page], source.Token);
        Assert.Equal(ExitCode.Cancelled, run.ExitCode);
        Assert.Contains("proved", run.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, (await ToolRun.OfAsync("verify", _folder.File("run/certificate.json"), _folder.File("run/network.json"))).ExitCode);
        string text = await File.ReadAllTextAsync(page);
        Assert.Contains("Decision regions", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Attacks", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_checkpoint_is_refused_in_one_line()
    {
        await TrainAsync("run", CancellationToken.None);
        byte[] good = await File.ReadAllBytesAsync(Checkpoint("run"));
        var random = new Random(2);
        for (int trial = 0; trial < 40; trial++)
        {
            byte[] bad = trial % 2 == 0 ? good[..random.Next(good.Length)] : [.. good];
            if (trial % 2 == 1)
            {
                bad[random.Next(bad.Length)] ^= (byte)(1 << random.Next(8));
            }

            await File.WriteAllBytesAsync(Checkpoint("run"), bad);
            Assert.Contains(Checkpoint("run"), (await ToolRun.OfAsync("train", "--resume", _folder.File("run"))).Refusal(), StringComparison.Ordinal);
            Assert.Equal(bad, await File.ReadAllBytesAsync(Checkpoint("run")));
        }
    }

    [UnixFact]
    public async Task Full_disk_loses_no_checkpoint()
    {
        await TrainAsync("run", CancellationToken.None);
        byte[] good = await File.ReadAllBytesAsync(Checkpoint("run"));
        File.CreateSymbolicLink(Checkpoint("run") + ".tmp", "/dev/full");
        string line = (await ToolRun.OfAsync("train", "--resume", _folder.File("run"), "--quiet")).Refusal();
        Assert.Contains("No space left", line, StringComparison.Ordinal);
        Assert.Equal(good, await File.ReadAllBytesAsync(Checkpoint("run")));
        Assert.Equal(ExitCode.Success, (await ToolRun.OfAsync("train", "--resume", _folder.File("run"), "--quiet")).ExitCode);
    }

    [Fact]
    public async Task What_cannot_be_resumed_is_refused_in_one_line()
    {
        string csv = _folder.Write("points.csv", "1,2,0\n3,4,1\n");
        string folder = _folder.File("run");
        string[] small = ["train", "--out", folder, "--data", csv, "--layers", "2-3-2", "--iterations", "2", "--quiet"];
        Assert.Equal(ExitCode.Success, (await ToolRun.OfAsync(small)).ExitCode);
        Assert.Contains("holds a training already", (await ToolRun.OfAsync(small)).Refusal(), StringComparison.Ordinal);
        Assert.Contains("--bound: found together with --resume", (await ToolRun.OfAsync("train", "--resume", folder, "--bound", "3")).Refusal(), StringComparison.Ordinal);
        await File.WriteAllTextAsync(csv, "1,2,1\n3,4,0\n");
        Assert.Contains("other points", (await ToolRun.OfAsync("train", "--resume", folder)).Refusal(), StringComparison.Ordinal);
        Assert.Contains("does not exist", (await ToolRun.OfAsync("train", "--resume", _folder.File("absent"))).Refusal(), StringComparison.Ordinal);
        Assert.Contains("--out", (await ToolRun.OfAsync(["train", "--out", csv, .. small[3..]])).Refusal(), StringComparison.Ordinal);
    }

    private Task<ToolRun> TrainAsync(string name, CancellationToken cancellationToken) =>
        ToolRun.WithStreamAsync(() => Stream.Null, ["train", "--out", _folder.File(name), "--threads", "1", .. Training], cancellationToken);

    private Process Start(string name, string[] options) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(Tool).Assembly.Location, "train", "--out", _folder.File(name), "--quiet", .. options]) { RedirectStandardOutput = true })!;

    private static async Task EndAsync(Process process)
    {
        using (process)
        {
            await process.WaitForExitAsync();
            Assert.Equal(ExitCode.Success, process.ExitCode);
        }
    }

    private string Checkpoint(string name) => _folder.File(name + "/checkpoint.sdpkit");

    private byte[][] Results(string name) => [.. ((string[])["network.json", "certificate.json"]).Select(file => File.ReadAllBytes(_folder.File($"{name}/{file}")))];
}
