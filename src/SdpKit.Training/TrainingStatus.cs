namespace SdpKit.Training;

/// <summary>Tells why training ended.</summary>
public enum TrainingStatus
{
    /// <summary>All epochs, or iterations, were run.</summary>
    Completed,

    /// <summary>It was cancelled; the network is the one after the last whole epoch, or iteration.</summary>
    Cancelled,

    /// <summary>The loss or a parameter was not finite; the network is the one after the last epoch, or iteration, in which all were.</summary>
    Diverged,

    /// <summary>A bound could not be proved; the network is the last one whose bound was.</summary>
    NotProved,

    /// <summary>All epochs, or iterations, were run, but the loss did not fall below that of a constant answer (<see cref="Loss.OfConstant"/>). Told by whoever knows all points, such as the tool.</summary>
    NoProgress,
}
