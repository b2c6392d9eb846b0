namespace SdpKit.Formats;

/// <summary>Reads solutions in any format that this library knows, told apart by content: SDPA's or CSDP's, plain or compressed by gzip. Stateless and thread-safe.</summary>
public static class SolutionReader
{
    /// <summary>Reads a solution.</summary>
    /// <param name="problem">The problem that was solved; says how long x is and what blocks X and Y have.</param>
    /// <param name="stream">The file's bytes from here to the end; need not be seekable, stays open.</param>
    /// <param name="name">The name that error messages give to the stream, such as a file name.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The point.</returns>
    /// <exception cref="ProblemFormatException">The content is not a solution of this problem in any of the formats.</exception>
    /// <exception cref="ArgumentException">A block is too large to be stored.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SolutionPoint Read(SdpProblem problem, Stream stream, string name = "solution", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(stream);
        using Stream decompressed = InputStart.Decompress(stream, name);
        Stream content = decompressed;
        return InputStart.IsText(ref content)
            ? SdpaSolutionFormat.Read(problem, content, name, cancellationToken)
            : CsdpSolutionFormat.Read(problem, content, name, cancellationToken);
    }
}
