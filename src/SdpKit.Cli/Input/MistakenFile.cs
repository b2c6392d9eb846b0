using SdpKit.Formats;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Formats;

namespace SdpKit.Cli.Input;

/// <summary>Tells what a file is that a command cannot read but another one can.</summary>
internal static class MistakenFile
{
    private static readonly (string What, string Command, Action<string, CancellationToken> Read)[] Kinds =
    [
        ("a semidefinite program", "solve {0}", (path, cancellationToken) =>
        {
            using FileStream stream = File.OpenRead(path);
            ProblemReader.Read(stream, path, cancellationToken);
        }),
        ("a neural network", "certify {0}", (path, cancellationToken) => NetworkReader.ReadFile(path, new NetworkReaderOptions { Activation = Activation.Relu }, cancellationToken)),
        ("the certificate of a bound", "verify {0} NETWORK", (path, _) => CertificateReader.Read(path)),
    ];

    /// <summary>Reads a file, and where that fails tries what else it may be.</summary>
    /// <param name="path">The file; <c>-</c>, which cannot be read again, is not tried.</param>
    /// <param name="expected">What the command reads.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="cancellationToken">Stops the trying.</param>
    /// <exception cref="InputException">The file is something else; the message names the command for it.</exception>
    /// <exception cref="ProblemFormatException">It is nothing that any command reads.</exception>
    public static T Read<T>(string path, string expected, Func<T> read, CancellationToken cancellationToken)
    {
        try
        {
            return read();
        }
        catch (ProblemFormatException error) when (path != "-")
        {
            foreach ((string what, string command, Action<string, CancellationToken> readKind) in Kinds.Where(kind => kind.What != expected))
            {
                if (IsOfKind(() => readKind(path, cancellationToken)))
                {
                    throw new InputException($"{path}: found {what}; expected {expected} (the command for this file: sdpkit {string.Format(null, command, path)})", error);
                }
            }

            throw;
        }
    }

    private static bool IsOfKind(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (Exception exception) when (exception is ProblemFormatException or CertificateFormatException or IOException)
        {
            return false;
        }
    }
}
