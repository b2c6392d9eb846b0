using SdpKit.Formats.Cbf;
using SdpKit.Formats.Sedumi;

namespace SdpKit.Formats;

/// <summary>Reads problems in any format that this library knows, told apart by content: SDPA sparse, JSON, CBF or SeDuMi's MAT files, plain or compressed by gzip. Stateless and thread-safe.</summary>
public static class ProblemReader
{
    /// <summary>Reads a problem.</summary>
    /// <param name="stream">The file's bytes from here to the end; need not be seekable, stays open.</param>
    /// <param name="name">The name that error messages give to the stream, such as a file name.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The problem and what looks odd about the file.</returns>
    /// <exception cref="ProblemFormatException">The content is in none of the formats; the message gives line and column, or the variable of a MAT file.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ProblemFile Read(Stream stream, string name = "input", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using Stream decompressed = InputStart.Decompress(stream, name);
        Stream content = decompressed;
        return InputStart.IsJson(ref content) ? JsonProblemReader.ReadContent(content, name, cancellationToken)
            : InputStart.IsMatlab(ref content) ? SedumiReader.Read(content, name, cancellationToken)
            : InputStart.IsCbf(ref content) ? CbfReader.Read(content, name, cancellationToken)
            : SdpaReader.ReadContent(content, name, cancellationToken);
    }
}
