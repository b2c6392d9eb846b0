namespace SdpKit.Cli;

/// <summary>Reports bad input: the message is the whole line the user sees, and the exit code is <see cref="ExitCode.BadInput"/>.</summary>
internal sealed class InputException : Exception
{
    public InputException()
    {
    }

    public InputException(string message)
        : base(message)
    {
    }

    public InputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
