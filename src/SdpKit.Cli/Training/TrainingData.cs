using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SdpKit.Training;

namespace SdpKit.Cli.Training;

/// <summary>Represents the points that a network is trained, compared and tested with.</summary>
/// <param name="Training">The points to train with.</param>
/// <param name="Validation">Those held out from them; null for none.</param>
/// <param name="Test">Points that nothing is chosen by; null for none.</param>
/// <param name="HasClasses">Whether the outputs are classes, so that accuracy counts, or values.</param>
internal sealed record TrainingData(TrainingSet Training, TrainingSet? Validation, TrainingSet? Test, bool HasClasses)
{
    /// <summary>Gets the names of the classes, in the order of the outputs; empty where they are numbers, or values.</summary>
    public ImmutableArray<string> ClassNames { get; init; } = [];

    /// <summary>Gets of how many values of its file each value of a test point is the mean.</summary>
    public int Pooled { get; init; } = 1;

    /// <summary>Gets the points that progress is measured on: those held out where there are any, else the test points, else those trained with.</summary>
    public TrainingSet Watched => Validation ?? Test ?? Training;

    /// <summary>Gets the SHA-256 of the points trained with, in hexadecimals.</summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(Training.Points.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(Training.Targets.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
