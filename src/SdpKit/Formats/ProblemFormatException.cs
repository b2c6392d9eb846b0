namespace SdpKit.Formats;

/// <summary>The exception for a file that is not what its format says. Its message is one line: <c>name:line:column: found this; expected that</c>.</summary>
public sealed class ProblemFormatException : FormatException
{
    /// <summary>Initializes the exception with the place.</summary>
    /// <param name="sourceName">The name of the file or stream, as the caller gave it.</param>
    /// <param name="line">The line, from 1; 0 where the trouble has no line.</param>
    /// <param name="column">The column in bytes, from 1; 0 where the trouble has no column.</param>
    /// <param name="problem">What was found and what was expected, on one line.</param>
    public ProblemFormatException(string sourceName, int line, int column, string problem)
        : base(line > 0 ? $"{sourceName}:{line}:{column}: {problem}" : $"{sourceName}: {problem}")
    {
        SourceName = sourceName;
        Line = line;
        Column = column;
    }

    /// <summary>Gets the name of the file or stream.</summary>
    public string SourceName { get; }

    /// <summary>Gets the line, from 1; 0 where the trouble has no line.</summary>
    public int Line { get; }

    /// <summary>Gets the column in bytes, from 1; 0 where the trouble has no column.</summary>
    public int Column { get; }
}
