using SdpKit.Formats;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Represents a problem with its data, read when first asked for, and a scratch folder for its runs that goes with it.</summary>
internal sealed class LoadedProblem(BenchmarkProblem file) : IDisposable
{
    private readonly Lazy<SdpProblem> _problem = new(() => Read(file.Path));
    private readonly Lazy<string> _scratchFolder = new(() => Directory.CreateTempSubdirectory("sdpkit-bench-").FullName);

    /// <summary>Gets the problem's name.</summary>
    public string Name => file.Name;

    /// <summary>Gets the data.</summary>
    public SdpProblem Problem => _problem.Value;

    /// <summary>Gets a folder that is empty at first.</summary>
    public string ScratchFolder => _scratchFolder.Value;

    /// <summary>Gets a file that every solver reads.</summary>
    public string PlainFile => file.PlainFile(ScratchFolder);

    /// <summary>Deletes the scratch folder.</summary>
    public void Dispose()
    {
        if (_scratchFolder.IsValueCreated)
        {
            Directory.Delete(ScratchFolder, recursive: true);
        }
    }

    private static SdpProblem Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return ProblemReader.Read(stream, path).Problem;
    }
}
