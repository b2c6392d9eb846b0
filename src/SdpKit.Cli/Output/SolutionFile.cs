using SdpKit.Formats;

namespace SdpKit.Cli.Output;

/// <summary>Represents the file that <c>--out</c> names: opened before the solve, so that a wrong path fails at once, and filled after it.</summary>
internal sealed class SolutionFile : IDisposable
{
    private readonly FileStream _stream;

    /// <exception cref="InputException">The file cannot be written.</exception>
    public SolutionFile(string path)
    {
        try
        {
            // What the file holds stays until there is something to put in its place.
            _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"--out: {path} cannot be written ({OneLine.Of(exception.Message)})", exception);
        }
    }

    /// <summary>Replaces the content by a solution.</summary>
    public void Write(SolutionPoint point, bool csdp)
    {
        if (_stream.CanSeek && _stream.Length > 0)
        {
            _stream.SetLength(0);
        }

        if (csdp)
        {
            CsdpSolutionFormat.Write(point, _stream);
        }
        else
        {
            SdpaSolutionFormat.Write(point, _stream);
        }

        _stream.Flush();
    }

    public void Dispose() => _stream.Dispose();
}
