using System.Globalization;
using SdpKit.Formats;

namespace SdpKit.Benchmarks.Families;

/// <summary>Writes problems that no solver was tuned to, and problems that grow, as .dat-s files for <c>sdpkit bench</c>.</summary>
internal static class FamilyFiles
{
    /// <summary>Gets all families.</summary>
    public static IReadOnlyList<Family> Families { get; } =
    [
        new("truss", [6, 10, 14], TrussFamily.Make),
        new("sensor", [50, 100, 200], SensorFamily.Make),
        new("lmi", [10, 20, 30], ControlFamily.Make),
        new("blocks", [500, 2000, 8000], SmallBlocksFamily.Make),
        new("maxcut", [250, 500, 1000, 2000, 4000], MaximumCutFamily.Make),
        new("theta", [50, 100, 150, 200, 300], ThetaFamily.Make),
    ];

    /// <summary>Options: FOLDER, --seed N, --families truss,sensor.</summary>
    public static void Write(string[] arguments)
    {
        string? Option(string name) => Array.IndexOf(arguments, name) is int i and >= 0 ? arguments[i + 1] : null;
        string folder = arguments[0];
        int seed = int.Parse(Option("--seed") ?? throw new ArgumentException("--seed N is missing: choose it when you measure."), CultureInfo.InvariantCulture);
        string[] names = Option("--families")?.Split(',') ?? [.. Families.Select(family => family.Name)];
        Directory.CreateDirectory(folder);
        foreach (Family family in Families.Where(family => names.Contains(family.Name)))
        {
            foreach (int size in family.Sizes)
            {
                string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{family.Name}-{size:D4}-{seed}.dat-s"));
                SdpProblem problem = family.Make(size, new Random(HashCode(family.Name, size, seed)));
                using FileStream stream = File.Create(path);
                SdpaWriter.Write(problem, stream);
                Console.WriteLine($"{path}: {problem.VariableCount} variables, orders {string.Join(' ', problem.Blocks.Take(4).Select(block => block.Order))}{(problem.Blocks.Length > 4 ? " ..." : "")}");
            }
        }
    }

    /// <summary>Mixes what tells a file apart; the same in every process, which string hashes are not.</summary>
    private static int HashCode(string name, int size, int seed)
    {
        uint hash = 2166136261;
        foreach (int value in name.Select(letter => (int)letter).Append(size).Append(seed))
        {
            hash = (hash ^ (uint)value) * 16777619;
        }

        return (int)(hash & int.MaxValue);
    }
}
