using SdpKit.Cli.Output;
using SdpKit.Cli.Training.Checkpoints;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Formats;

namespace SdpKit.Cli.Training;

/// <summary>Represents the folder of a training: its checkpoint, the network and the certificate of its bound.</summary>
internal sealed class RunFolder
{
    private const string CheckpointName = "checkpoint.sdpkit";

    private RunFolder(string path) => (Path, Checkpoint) = (path, new CheckpointFile(System.IO.Path.Combine(path, CheckpointName)));

    /// <summary>Gets the path.</summary>
    public string Path { get; }

    /// <summary>Gets the name of the folder itself.</summary>
    public string Name => new DirectoryInfo(Path).Name;

    /// <summary>Gets the checkpoint.</summary>
    public CheckpointFile Checkpoint { get; }

    /// <summary>Gets the file of the certificate.</summary>
    public string CertificatePath => System.IO.Path.Combine(Path, "certificate.json");

    /// <summary>Makes the folder of a new training.</summary>
    /// <exception cref="InputException">It holds a training already, or cannot be made.</exception>
    public static RunFolder Create(string path)
    {
        var folder = new RunFolder(path);
        if (File.Exists(folder.Checkpoint.Path))
        {
            throw new InputException($"{path}: the folder holds a training already; --resume {path} goes on with it, another --out begins anew");
        }

        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"--out: the folder {path} cannot be made ({OneLine.Of(exception.Message)})", exception);
        }

        return folder;
    }

    /// <summary>Opens the folder of an interrupted training.</summary>
    public static RunFolder Open(string path) => new(path);

    /// <summary>Writes the network in each format.</summary>
    /// <returns>The files.</returns>
    /// <exception cref="InputException">One cannot be written.</exception>
    public string[] Write(Network network, IEnumerable<NetworkFormat> formats)
    {
        string[] files = [.. formats.Select(format => System.IO.Path.Combine(Path, $"network.{format.ToString().ToLowerInvariant()}"))];
        foreach (string file in files)
        {
            AtomicFile.Write(file, stream => NetworkWriter.Write(network, stream, NetworkWriter.FormatOf(file)));
        }

        return files;
    }

    /// <summary>Writes the certificate.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public void Write(LipschitzCertificate certificate) => AtomicFile.Write(CertificatePath, stream => CertificateWriter.Write(certificate, stream));
}
