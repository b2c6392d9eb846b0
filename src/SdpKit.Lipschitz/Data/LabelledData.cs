using System.Collections.Immutable;

namespace SdpKit.Lipschitz.Data;

/// <summary>Represents points of a network's input space with their classes. Immutable and thread-safe.</summary>
public sealed class LabelledData
{
    /// <summary>Initializes the points.</summary>
    /// <param name="pointShape">The shape of a point: its length, or rows and columns of an image. Positive.</param>
    /// <param name="values">The values of all points, one point after another, an image row by row.</param>
    /// <param name="labels">The class of each point, from 0.</param>
    /// <param name="classNames">The names of the classes, where they have names that are not their numbers; otherwise empty.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or a label is negative or has no name.</exception>
    public LabelledData(ImmutableArray<int> pointShape, ImmutableArray<double> values, ImmutableArray<int> labels, ImmutableArray<string> classNames = default)
    {
        if (pointShape.IsDefaultOrEmpty || pointShape.Any(size => size <= 0))
        {
            throw new ArgumentException("The shape of a point has positive sizes.", nameof(pointShape));
        }

        (values, labels, ClassNames) = (values.IsDefault ? [] : values, labels.IsDefault ? [] : labels, classNames.IsDefault ? [] : classNames);
        (PointShape, PointSize) = (pointShape, pointShape.Aggregate(1, (product, size) => checked(product * size)));
        if (values.Length != (long)PointSize * labels.Length)
        {
            throw new ArgumentException($"{labels.Length} points of {PointSize} values take {(long)PointSize * labels.Length} values, not {values.Length}.", nameof(values));
        }

        for (int k = 0; k < labels.Length; k++)
        {
            if (labels[k] < 0 || (labels[k] >= ClassNames.Length && ClassNames.Length > 0))
            {
                string last = ClassNames.IsEmpty ? "up" : $"to {ClassNames.Length - 1}";
                throw new ArgumentException($"Point {k} has the label {labels[k]}; expected a class, from 0 {last}.", nameof(labels));
            }
        }

        (Values, Labels) = (values, labels);
    }

    /// <summary>Gets the shape of a point: its length, or rows and columns of an image.</summary>
    public ImmutableArray<int> PointShape { get; }

    /// <summary>Gets the number of values of a point.</summary>
    public int PointSize { get; }

    /// <summary>Gets the number of points.</summary>
    public int Count => Labels.Length;

    /// <summary>Gets the values of all points, one point after another.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>Gets the class of each point, from 0.</summary>
    public ImmutableArray<int> Labels { get; }

    /// <summary>Gets the names of the classes; empty where they are their numbers.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>Gets the values of one point.</summary>
    /// <param name="index">The point, from 0.</param>
    public ReadOnlySpan<double> Point(int index) => Values.AsSpan(index * PointSize, PointSize);

    /// <summary>Says why these points cannot be classified by a network; null where they can.</summary>
    internal string? ProblemWith(Network network)
    {
        int largest = Labels.DefaultIfEmpty(0).Max();
        return PointSize != network.InputSize ? $"The points have {PointSize} values; the network takes {network.InputSize}."
            : network.OutputSize < 2 || largest >= network.OutputSize ? $"The points have the classes 0 to {largest}; the network has {network.OutputSize} outputs."
            : ClassNames.Length > 0 && network.ClassNames.Length > 0 && !ClassNames.SequenceEqual(network.ClassNames) ? "The points have other class names than the network, or the same in another order."
            : null;
    }

    /// <summary>Makes the same points, each moved by the same vector: minus the mean where users center their inputs.</summary>
    /// <param name="shift">What is added to each value of a point.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public LabelledData Shifted(params ReadOnlySpan<double> shift)
    {
        if (shift.Length != PointSize)
        {
            throw new ArgumentException($"A point has {PointSize} values, not {shift.Length}.", nameof(shift));
        }

        var values = new double[Values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Values[i] + shift[i % PointSize];
        }

        return new LabelledData(PointShape, [.. values], Labels, ClassNames);
    }
}
