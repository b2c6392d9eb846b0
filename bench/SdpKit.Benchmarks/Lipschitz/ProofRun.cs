using System.Globalization;
using SdpKit.Lipschitz.Tests.Fuzzing;

namespace SdpKit.Benchmarks.Lipschitz;

/// <summary>Compares proofs of many networks with exact arithmetic, <c>proofs [COUNT] [FIRST_SEED]</c>: what the tests do to a few hundred.</summary>
internal static class ProofRun
{
    private const int UsualCount = 20_000;

    public static void Run(string[] options)
    {
        int count = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : UsualCount;
        int first = options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 0;
        var fuzz = new ProofFuzz();
        for (int seed = first; seed < first + count; seed++)
        {
            fuzz.Run(seed);
            if (fuzz.Networks % 1000 == 0)
            {
                Console.Error.WriteLine($"{fuzz.Networks}/{count}");
            }
        }

        Console.WriteLine($"seeds {first} to {first + count - 1}: {fuzz.Summary}");
    }
}
