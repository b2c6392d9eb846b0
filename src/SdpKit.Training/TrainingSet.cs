using System.Collections.Immutable;
using SdpKit.Lipschitz.Data;
using SdpKit.Training.Randomness;

namespace SdpKit.Training;

/// <summary>Represents points of a network's input space with the outputs that it is to learn. Immutable and thread-safe.</summary>
public sealed class TrainingSet
{
    /// <summary>Initializes the points.</summary>
    /// <param name="pointSize">The number of values of a point, positive.</param>
    /// <param name="points">The values of all points, one point after another.</param>
    /// <param name="targetSize">The number of outputs, positive.</param>
    /// <param name="targets">The outputs wanted, one point after another.</param>
    /// <exception cref="ArgumentException">There is no point, the sizes do not fit, or a value is not finite.</exception>
    public TrainingSet(int pointSize, ImmutableArray<double> points, int targetSize, ImmutableArray<double> targets)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pointSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetSize);
        if (points.IsDefaultOrEmpty || targets.IsDefaultOrEmpty || points.Length % pointSize != 0 || (long)points.Length / pointSize * targetSize != targets.Length)
        {
            throw new ArgumentException($"There must be one or more points of {pointSize} values, and {targetSize} targets for each of them.", nameof(points));
        }

        ThrowUnlessFinite(points, pointSize, "value", nameof(points));
        ThrowUnlessFinite(targets, targetSize, "target", nameof(targets));
        (PointSize, Points, TargetSize, Targets, Count) = (pointSize, points, targetSize, targets, points.Length / pointSize);
    }

    /// <summary>Gets the number of points.</summary>
    public int Count { get; }

    /// <summary>Gets the number of values of a point.</summary>
    public int PointSize { get; }

    /// <summary>Gets the values of all points, one point after another.</summary>
    public ImmutableArray<double> Points { get; }

    /// <summary>Gets the number of outputs.</summary>
    public int TargetSize { get; }

    /// <summary>Gets the outputs wanted, one point after another.</summary>
    public ImmutableArray<double> Targets { get; }

    /// <summary>Makes a set whose targets are 1 for the class of the point and 0 for the others.</summary>
    /// <param name="data">The points with their classes.</param>
    /// <param name="classCount">The number of classes, more than any label.</param>
    /// <exception cref="ArgumentException">There are labels of more classes.</exception>
    public static TrainingSet OfClasses(LabelledData data, int classCount)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Labels.Any(label => label >= classCount))
        {
            throw new ArgumentException($"The labels go up to {data.Labels.Max()}; there are {classCount} classes, counted from 0.", nameof(data));
        }

        var targets = new double[checked(data.Count * classCount)];
        for (int k = 0; k < data.Count; k++)
        {
            targets[(k * classCount) + data.Labels[k]] = 1.0;
        }

        return new TrainingSet(data.PointSize, data.Values, classCount, [.. targets]);
    }

    /// <summary>Holds points out, chosen at random: to compare settings on, so that test points stay unseen.</summary>
    /// <param name="count">The number of points to hold out, from 1 to all but one.</param>
    /// <param name="seed">The seed of the choice.</param>
    /// <returns>The points to train with and those held out, each in the order of this set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is outside its range.</exception>
    public (TrainingSet Kept, TrainingSet HeldOut) HoldOut(int count, uint seed)
    {
        if (count < 1 || count >= Count)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"Of {Count} points, from 1 to {Count - 1} can be held out.");
        }

        int[] order = [.. Enumerable.Range(0, Count)];
        new MersenneTwister(seed).Shuffle(order);
        return (Select(order[count..]), Select(order[..count]));
    }

    /// <summary>Gets the values of one point.</summary>
    /// <param name="index">The point, from 0.</param>
    public ReadOnlySpan<double> Point(int index) => Points.AsSpan(index * PointSize, PointSize);

    /// <summary>Gets the outputs wanted of one point.</summary>
    /// <param name="index">The point, from 0.</param>
    public ReadOnlySpan<double> Target(int index) => Targets.AsSpan(index * TargetSize, TargetSize);

    private TrainingSet Select(int[] indices)
    {
        Array.Sort(indices);
        return new TrainingSet(PointSize, [.. indices.SelectMany(k => Point(k).ToArray())], TargetSize, [.. indices.SelectMany(k => Target(k).ToArray())]);
    }

    private static void ThrowUnlessFinite(ImmutableArray<double> values, int size, string kind, string parameter)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException(FormattableString.Invariant($"The {kind} {i % size} of point {i / size} is {values[i]}; points and targets must be finite."), parameter);
            }
        }
    }
}
