using System.ComponentModel;
using System.Diagnostics;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Finds out which BLAS a solver's program computes with, because its speed is mostly that library's.</summary>
internal static class BlasLibrary
{
    private const string SmallProblem = "1\n1\n2\n1\n0 1 1 1 1\n1 1 1 1 1\n1 1 2 2 1\n";
    private static readonly string[] Names = ["blas", "mkl", "blis", "atlas", "flame", "armpl"];

    /// <summary>Describes the library: the real paths of the shared ones, or the OpenBLAS inside the program, with the processor it chose its kernels for.</summary>
    public static string Describe(SolverProgram program)
    {
        string[] shared = [.. LinkedLibraries(program.Executable).Where(IsBlas).Select(RealPath).Distinct()];
        string library = program is SdpKitProgram { Blas: { } blas } ? blas
            : shared.Length > 0 ? string.Join(", ", shared)
            : File.ReadAllBytes(program.Executable).AsSpan().IndexOf("OpenBLAS "u8) >= 0 ? "OpenBLAS inside the program"
            : "unknown";
        return ParseKernels(VerboseRun(program)) is { } kernels ? $"{library}, kernels for {kernels}" : library;
    }

    /// <summary>Reads the paths out of what <c>ldd</c> prints: "libblas.so.3 => /lib/libblas.so.3 (0x00007f)".</summary>
    public static IEnumerable<string> ParseLinkedLibraries(string output) =>
        from line in output.Split('\n')
        let arrow = line.IndexOf("=> /", StringComparison.Ordinal)
        where arrow >= 0
        select line[(arrow + 3)..].Split(' ')[0];

    /// <summary>Reads the processor out of what OpenBLAS says when it is verbose: "Core: Haswell"; null where it says nothing.</summary>
    public static string? ParseKernels(string output) => output.Split('\n')
        .FirstOrDefault(line => line.StartsWith("Core: ", StringComparison.Ordinal))?["Core: ".Length..].Trim();

    private static string VerboseRun(SolverProgram program)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sdpkit-bench-");
        try
        {
            string problem = Path.Combine(folder.FullName, "small.dat-s");
            File.WriteAllText(problem, SmallProblem);
            ProcessStartInfo command = program.Command(problem, Path.Combine(folder.FullName, "solution"), threads: 1, folder.FullName);
            command.Environment["OPENBLAS_VERBOSE"] = "2";
            return MeasuredProcess.Run(command, TimeSpan.FromSeconds(10), elapsed: null, CancellationToken.None).ErrorOutput;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> LinkedLibraries(string executable)
    {
        try
        {
            return ParseLinkedLibraries(
                MeasuredProcess.Run(new ProcessStartInfo("ldd", [executable]), TimeSpan.FromSeconds(10), elapsed: null, CancellationToken.None).Output);
        }
        catch (Win32Exception)
        {
            // Not a system with ldd.
            return [];
        }
    }

    private static bool IsBlas(string library) => Names.Any(Path.GetFileName(library).Contains);

    private static string RealPath(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
}
