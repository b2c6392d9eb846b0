using System.IO.Compression;
using System.IO.Enumeration;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Represents one problem file of a benchmark.</summary>
/// <param name="Name">The file's name without .dat-s and .gz.</param>
/// <param name="Path">The file.</param>
/// <param name="FileBytes">Its size.</param>
internal sealed record BenchmarkProblem(string Name, string Path, long FileBytes)
{
    private const string Extension = ".dat-s";
    private const string CompressedExtension = ".dat-s.gz";

    /// <summary>Finds the problems of a folder, the smallest file first, so that a table is of use before it is complete.</summary>
    /// <param name="folder">The folder; its sub-folders are not searched.</param>
    /// <param name="filter">A pattern of * and ? that the problem's name must match, or null for all.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<BenchmarkProblem> Find(string folder, string? filter) =>
    [
        .. new DirectoryInfo(folder).EnumerateFiles()
            .Where(file => file.Name.EndsWith(Extension, StringComparison.Ordinal) || file.Name.EndsWith(CompressedExtension, StringComparison.Ordinal))
            .Select(file => new BenchmarkProblem(file.Name[..file.Name.LastIndexOf(Extension, StringComparison.Ordinal)], file.FullName, file.Length))
            .Where(problem => filter is null || FileSystemName.MatchesSimpleExpression(filter, problem.Name, ignoreCase: false))
            .OrderBy(problem => problem.FileBytes)
            .ThenBy(problem => problem.Name, StringComparer.Ordinal)
            .DistinctBy(problem => problem.Name),
    ];

    /// <summary>Gets an uncompressed file for solvers that read no other, unpacked into a folder where needed.</summary>
    public string PlainFile(string scratchFolder)
    {
        if (Path.EndsWith(Extension, StringComparison.Ordinal))
        {
            return Path;
        }

        string plain = System.IO.Path.Combine(scratchFolder, Name + Extension);
        if (!File.Exists(plain))
        {
            using GZipStream compressed = new(File.OpenRead(Path), CompressionMode.Decompress);
            using FileStream target = File.Create(plain);
            compressed.CopyTo(target);
        }

        return plain;
    }
}
