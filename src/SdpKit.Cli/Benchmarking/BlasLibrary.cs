using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Finds out which BLAS a solver's program computes with, because its speed is mostly that library's.</summary>
internal static class BlasLibrary
{
    private static readonly string[] Names = ["blas", "mkl", "blis", "atlas", "flame", "armpl"];
    private static readonly SearchValues<byte> VersionBytes = SearchValues.Create("0123456789."u8);

    /// <summary>Describes the library: the real paths of the shared ones, or the OpenBLAS that is part of the program; "unknown" otherwise.</summary>
    public static string Describe(string executable)
    {
        string[] shared = [.. LinkedLibraries(executable).Where(IsBlas).Select(RealPath).Distinct()];
        string embedded = OpenBlasVersion(File.ReadAllBytes(executable));
        return shared.Length > 0 ? string.Join(", ", shared)
            : embedded.Length > 0 ? $"{embedded}, inside the program"
            : "unknown";
    }

    /// <summary>Finds the first "OpenBLAS x.y.z" in a program's bytes, with a note where it was built without threads; empty where there is none.</summary>
    public static string OpenBlasVersion(ReadOnlySpan<byte> program)
    {
        ReadOnlySpan<byte> name = "OpenBLAS "u8;
        for (int at = program.IndexOf(name); at >= 0; at = program.IndexOf(name))
        {
            program = program[at..];
            ReadOnlySpan<byte> version = program[name.Length..];
            int length = version.IndexOfAnyExcept(VersionBytes);
            if (length > 2)
            {
                bool singleThreaded = program[..Math.Min(128, program.Length)].IndexOf("SINGLE_THREADED"u8) >= 0;
                return Encoding.ASCII.GetString(program[..(name.Length + length)]) + (singleThreaded ? ", single-threaded" : "");
            }

            program = version;
        }

        return "";
    }

    /// <summary>Reads the paths out of what <c>ldd</c> prints: "libblas.so.3 => /lib/libblas.so.3 (0x00007f)".</summary>
    public static IEnumerable<string> ParseLinkedLibraries(string output) =>
        from line in output.Split('\n')
        let arrow = line.IndexOf("=> /", StringComparison.Ordinal)
        where arrow >= 0
        select line[(arrow + 3)..].Split(' ')[0];

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
