namespace SdpKit.Cli.Training;

/// <summary>Names the losses that <c>train</c> knows.</summary>
internal enum LossKind
{
    CrossEntropy,
    MeanSquare,
}
