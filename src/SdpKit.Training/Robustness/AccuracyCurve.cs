using System.Collections.Immutable;

namespace SdpKit.Training.Robustness;

/// <summary>Represents the accuracy of a classifier under changes of growing level. Immutable and thread-safe.</summary>
/// <param name="Perturbation">How the points are changed.</param>
/// <param name="Pooled">The number of draws of noise whose mean is added to each value: more than 1 for noise before pooling; otherwise 1.</param>
/// <param name="Levels">The levels, in ascending order.</param>
/// <param name="Accuracies">The fraction of points that are classified rightly, for each level.</param>
public sealed record AccuracyCurve(Perturbation Perturbation, int Pooled, ImmutableArray<double> Levels, ImmutableArray<double> Accuracies);
