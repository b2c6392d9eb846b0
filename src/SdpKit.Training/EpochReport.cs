namespace SdpKit.Training;

/// <summary>Represents how one epoch went. Immutable and thread-safe.</summary>
/// <param name="Epoch">The epoch, from 1, over all updates by the same trainer.</param>
/// <param name="Loss">The mean loss of its batches, each before its step and without penalties.</param>
public readonly record struct EpochReport(int Epoch, double Loss);
