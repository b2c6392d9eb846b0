namespace SdpKit.Cli.Output;

/// <summary>Writes files so that whoever reads one, whenever the process ends, finds the old content or the new one, whole.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file beside the old one, onto the disk, and puts it in its place.</summary>
    /// <exception cref="InputException">The file cannot be written; what was there before still is.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary = path + ".tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Discard(temporary);
            throw new InputException($"{path}: the file cannot be written ({OneLine.Of(exception.Message)}); what it held before is kept", exception);
        }
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The error that led here is the one to report.
        }
    }
}
