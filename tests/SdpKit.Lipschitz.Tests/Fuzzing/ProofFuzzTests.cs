using Xunit.Abstractions;

namespace SdpKit.Lipschitz.Tests.Fuzzing;

/// <summary>Weights of all sizes: nothing false is proved. <c>dotnet run -c Release --project bench/SdpKit.Benchmarks -- proofs 20000</c> does the same to more networks.</summary>
public sealed class ProofFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void Bounds_and_certificates_of_networks_of_all_sizes_agree_with_exact_arithmetic()
    {
        var fuzz = new ProofFuzz();
        for (int seed = 0; seed < 400; seed++)
        {
            fuzz.Run(seed);
        }

        output.WriteLine(fuzz.Summary);
        Assert.InRange(fuzz.Proved, 200, 400);
        Assert.InRange(fuzz.Quotients, 500, 3200);
        Assert.True(fuzz.IsSharp);
    }
}
