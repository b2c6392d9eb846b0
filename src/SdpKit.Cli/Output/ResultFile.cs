namespace SdpKit.Cli.Output;

/// <summary>Represents a file that an option names for a result: opened before the work, so that a wrong path fails at once, and filled after it.</summary>
internal sealed class ResultFile : IDisposable
{
    private readonly FileStream _stream;
    private bool _isMine;

    private ResultFile(string path)
    {
        _isMine = !File.Exists(path);

        // What the file holds stays until there is something to put in its place.
        _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
    }

    /// <summary>Opens a file; null where the option was not given.</summary>
    /// <param name="option">The option, for messages.</param>
    /// <param name="path">Its value, or null.</param>
    /// <param name="input">The file that the command reads, which must be another one.</param>
    /// <exception cref="InputException">The file cannot be written, or is the input.</exception>
    public static ResultFile? Open(string option, string? path, string input)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            if (Path.GetFullPath(path) == Path.GetFullPath(input))
            {
                throw new InputException($"{option}: found the input {input} itself; expected another file");
            }

            return new ResultFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"{option}: {path} cannot be written ({OneLine.Of(exception.Message)})", exception);
        }
    }

    /// <summary>Replaces the content.</summary>
    public void Write(Action<Stream> write)
    {
        _isMine = false;
        try
        {
            write(_stream);
        }
        finally
        {
            // An earlier and longer content is cut off last: what is empty when it is written, some file systems bring to the disk before they close it.
            if (_stream.CanSeek && _stream.Length > _stream.Position)
            {
                _stream.SetLength(_stream.Position);
            }
        }

        _stream.Flush();
    }

    /// <summary>Closes the file, and deletes one that was made for a result that never came.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        if (_isMine)
        {
            File.Delete(_stream.Name);
        }
    }
}
