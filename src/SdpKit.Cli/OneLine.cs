namespace SdpKit.Cli;

/// <summary>Folds a message into the one line that an error is allowed.</summary>
internal static class OneLine
{
    public static string Of(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
