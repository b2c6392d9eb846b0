using System.Security.Cryptography;
using SdpKit.Cli.Output;

namespace SdpKit.Cli.Training.Checkpoints;

/// <summary>Keeps the last state of a training in a file: its name and version, the state, and the SHA-256 of all that.</summary>
internal sealed class CheckpointFile(string path)
{
    private const int Version = 2;

    /// <summary>A checkpoint is due when training has taken this many times as long as the last one took to write.</summary>
    private const double LeastShare = 20.0;

    private long _written;
    private TimeSpan _duration;

    private static ReadOnlySpan<byte> Name => "sdpkit training checkpoint\n"u8;

    /// <summary>Gets the path.</summary>
    public string Path => path;

    /// <summary>Writes a state, unless the last one was written just before.</summary>
    /// <exception cref="InputException">It cannot be written; the one before is kept.</exception>
    public void WriteIfDue(TrainingState state)
    {
        if (System.Diagnostics.Stopwatch.GetElapsedTime(_written) >= LeastShare * _duration)
        {
            Write(state);
        }
    }

    /// <summary>Writes a state.</summary>
    /// <exception cref="InputException">It cannot be written; the one before is kept.</exception>
    public void Write(TrainingState state)
    {
        long begin = System.Diagnostics.Stopwatch.GetTimestamp();
        using var memory = new MemoryStream();
        memory.Write(Name);
        using (var writer = new BinaryWriter(memory, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Version);
            CheckpointContent.Write(writer, state);
        }

        ReadOnlyMemory<byte> content = memory.GetBuffer().AsMemory(0, (int)memory.Length);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(content.Span);
            stream.Write(SHA256.HashData(content.Span));
        });
        _written = System.Diagnostics.Stopwatch.GetTimestamp();
        _duration = System.Diagnostics.Stopwatch.GetElapsedTime(begin, _written);
    }

    /// <summary>Reads the state.</summary>
    /// <exception cref="InputException">The file cannot be read, is no checkpoint, or is damaged.</exception>
    public TrainingState Read()
    {
        byte[] bytes = ReadBytes();
        if (!bytes.AsSpan().StartsWith(Name))
        {
            throw new InputException($"{path}: found another kind of file; expected a checkpoint that train wrote");
        }

        int length = bytes.Length - SHA256.HashSizeInBytes;
        if (length < Name.Length + sizeof(int) || !SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)))
        {
            throw new InputException($"{path}: the checkpoint is damaged: its digest is not that of its content");
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, Name.Length, length - Name.Length));
        if (reader.ReadInt32() is not Version and var version)
        {
            throw new InputException($"{path}: found a checkpoint of version {version}; this build reads version {Version}");
        }

        try
        {
            return CheckpointContent.Read(reader);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new InputException($"{path}: the checkpoint cannot be read: {OneLine.Of(exception.Message)}", exception);
        }
    }

    private byte[] ReadBytes()
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: the file does not exist; expected the checkpoint of a training", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the checkpoint cannot be read ({OneLine.Of(exception.Message)})", exception);
        }
    }
}
