namespace SdpKit.Cli.Output;

/// <summary>Represents the answer of a command, which is printed in one of two ways.</summary>
internal interface IReport
{
    /// <summary>Writes lines for people.</summary>
    void WriteText(TextWriter output);

    /// <summary>Writes the one JSON object.</summary>
    void WriteJson(TextWriter output);
}
