using System.Diagnostics;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.Tests.LinearAlgebra;

/// <summary>Runs the kernel tests again in processes in which parts of the instruction set are switched off.</summary>
public class InstructionSetTests
{
    private const string MostLanes = "SDPKIT_MOST_LANES";

    /// <summary>Whether this is such a process.</summary>
    internal static bool IsChild => Environment.GetEnvironmentVariable(MostLanes) is not null;

    [Theory]
    [InlineData("DOTNET_EnableAVX512", 4)]
    [InlineData("DOTNET_EnableAVX2", 2)]
    [InlineData("DOTNET_EnableHWIntrinsic", 1)]
    public async Task Kernels_pass_their_tests_without(string instructionSet, int mostLanes)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList =
            {
                "vstest", typeof(InstructionSetTests).Assembly.Location,
                "--TestCaseFilter:Category=Kernels|FullyQualifiedName~Child_process_uses", "--Parallel",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[instructionSet] = "0";
        start.Environment[MostLanes] = mostLanes.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using Process child = Process.Start(start)!;
        Task<string> errors = child.StandardError.ReadToEndAsync();
        string output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        Assert.True(child.ExitCode == 0, output + await errors);
        Assert.Contains("Passed", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Child_process_uses_the_lanes_that_are_left()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable(MostLanes), out int mostLanes))
        {
            Assert.InRange(SimdRung.Widest.Lanes, 1, mostLanes);
        }
    }
}
