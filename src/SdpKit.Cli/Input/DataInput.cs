using SdpKit.Lipschitz.Data;

namespace SdpKit.Cli.Input;

/// <summary>Reads the points that a command is given, as its network takes them.</summary>
internal static class DataInput
{
    /// <summary>Reads points with their classes; null where no file is given.</summary>
    /// <exception cref="InputException">The file cannot be read, or the points do not fit the network.</exception>
    public static LabelledData? Read(string? path, NetworkInput network, TextWriter error, CancellationToken cancellationToken) =>
        path is null ? null : ReadPooled(path, network, error, cancellationToken).Points;

    /// <summary>Reads points with their classes, and tells of how many values of the file each of theirs is the mean.</summary>
    /// <exception cref="InputException">The file cannot be read, or the points do not fit the network.</exception>
    public static (LabelledData Points, int Pooled) ReadPooled(string path, NetworkInput network, TextWriter error, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: the file does not exist; expected points as csv or IDX");
        }

        LabelledData data = LabelledDataReader.ReadFile(path, network.Network.ClassNames, cancellationToken);
        int pooled = 1;
        if (data.PointSize == 4 * network.Network.InputSize && AveragePooling.CanHalve(data))
        {
            pooled = 4;
            data = AveragePooling.Halve(data);
            error.WriteLine($"{path}: note: images were halved to {data.PointShape[0]} x {data.PointShape[1]} by the means of 2 x 2 pixels, to fit the network");
        }

        if (data.PointSize != network.Network.InputSize)
        {
            throw new InputException($"{path}: found points of {data.PointSize} values; expected {network.Network.InputSize}, as many as {network.Name} has inputs");
        }

        ThrowUnlessFitting(path, data, network);
        return (data, pooled);
    }

    /// <summary>Checks that each class is an output: without names of its own, a network can take those of a file only where none is missing, for then their order tells the numbers.</summary>
    private static void ThrowUnlessFitting(string path, LabelledData data, NetworkInput network)
    {
        int outputs = network.Network.OutputSize;
        if (network.Network.ClassNames.IsEmpty && !data.ClassNames.IsEmpty && data.ClassNames.Length != outputs)
        {
            throw new InputException(
                $"{path}: found {data.ClassNames.Length} class names ({ClassText.List(data.ClassNames)}); expected {outputs}, one for each output of {network.Name}, which has no names of its own; "
                + "write each class as the number of its output, from 0");
        }

        int classes = 1 + data.Labels.Max();
        if (outputs < 2 || classes > outputs)
        {
            throw new InputException($"{path}: found the class {classes - 1}; expected classes from 0 to {outputs - 1}, one for each of at least two outputs of {network.Name}");
        }
    }
}
