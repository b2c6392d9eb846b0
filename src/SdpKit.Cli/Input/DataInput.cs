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

        LabelledData data = LabelledDataReader.ReadFile(path, cancellationToken);
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

        int classes = 1 + data.Labels.Max();
        if (network.Network.OutputSize < 2 || classes > network.Network.OutputSize)
        {
            throw new InputException($"{path}: found the class {classes - 1}; expected classes from 0 to {network.Network.OutputSize - 1}, one for each of at least two outputs of {network.Name}");
        }

        return (data, pooled);
    }
}
