using System.Collections.Immutable;
using SdpKit.Cli.Input;
using SdpKit.Lipschitz.Data;
using SdpKit.Training;

namespace SdpKit.Cli.Training;

/// <summary>Represents the points of a file that <c>train</c> is given.</summary>
/// <param name="Points">The points with their targets.</param>
/// <param name="HasClasses">Whether the targets are classes, or values.</param>
/// <param name="Pooled">Of how many values of the file each value of a point is the mean.</param>
internal sealed record TrainingFile(TrainingSet Points, bool HasClasses, int Pooled)
{
    /// <summary>Gets the names of the classes; empty where they are numbers, or values.</summary>
    public ImmutableArray<string> ClassNames { get; private init; } = [];

    /// <summary>Gets the number of classes that have a point; 0 for values.</summary>
    public int ClassCount { get; private init; }

    /// <summary>Reads a file: one with a value for each input and each output has values to learn, any other one classes, matched by name where the network has names.</summary>
    /// <exception cref="InputException">It cannot be read, or does not fit the network.</exception>
    public static TrainingFile Read(string path, NetworkInput network, TextWriter error, CancellationToken cancellationToken)
    {
        int outputs = network.Network.OutputSize;
        if (File.Exists(path) && TrainingSetReader.CountColumns(path) == network.Network.InputSize + outputs)
        {
            return new TrainingFile(TrainingSetReader.ReadValues(path, outputs, cancellationToken), HasClasses: false, Pooled: 1);
        }

        (LabelledData points, int pooled) = DataInput.ReadPooled(path, network, error, cancellationToken);
        return new TrainingFile(TrainingSet.OfClasses(points, outputs), HasClasses: true, pooled) { ClassNames = points.ClassNames, ClassCount = points.Labels.Distinct().Count() };
    }
}
