using System.Collections.Immutable;
using System.Diagnostics;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Formats;
using SdpKit.Lipschitz.Local;

namespace SdpKit.Cli.Input;

/// <summary>Represents the network that a command is given.</summary>
/// <param name="Name">The name that messages give to its file.</param>
/// <param name="Network">The network, with what the options say of it.</param>
/// <param name="Notes">What its reader assumed, folded or left out.</param>
/// <param name="ReadTime">The time the reading took.</param>
internal sealed record NetworkInput(string Name, Network Network, ImmutableArray<string> Notes, TimeSpan ReadTime)
{
    /// <summary>Gets the radius of the ball that a bound is for; null for all inputs.</summary>
    public double? Radius { get; private init; }

    /// <summary>Gets for which inputs a bound is, in words that follow others; empty for all.</summary>
    public string Where => Radius is { } radius ? FormattableString.Invariant($" within {radius:R} of the center") : "";

    /// <summary>Reads a network file, or standard input for <c>-</c>; notes go to the error writer.</summary>
    public static NetworkInput Read(ToolConfiguration configuration, string path, NetworkReaderOptions options, bool quiet, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        string name = ToolConfiguration.NameOf(path);
        NetworkFile file;
        using (Stream stream = configuration.Open(path))
        {
            // By its path where it has one: an ONNX file may keep weights in files beside it.
            file = MistakenFile.Read(
                path,
                "a neural network",
                () => path == "-" ? NetworkReader.Read(stream, name, options, cancellationToken) : NetworkReader.ReadFile(path, options, cancellationToken),
                cancellationToken);
        }

        TimeSpan elapsed = clock.Elapsed;
        foreach (string note in quiet ? [] : file.Notes)
        {
            configuration.Error.WriteLine($"{name}: note: {note}");
        }

        return new NetworkInput(name, file.Network, file.Notes, elapsed);
    }

    /// <summary>Replaces the slopes that a bound assumes, where any are given.</summary>
    public NetworkInput With(SlopeRange? slopes) => slopes is { } range ? this with { Network = Network.WithSlopes(range) } : this;

    /// <summary>Makes the network take inputs from which nothing is subtracted yet, and that are not divided yet.</summary>
    /// <exception cref="InputException">There is another number of values than one or one for each input, or a number overflows.</exception>
    public NetworkInput Normalised(double[] means, double[] deviations)
    {
        NetworkInput divided = deviations.Length == 0 ? this : Folded("--input-std", deviations, values => Network.WithInputDivisor(values));
        return means.Length == 0 ? divided : divided.Folded("--input-mean", means, values => divided.Network.WithInputShift(values));
    }

    /// <summary>Narrows the slopes to those in a ball, where one is given.</summary>
    /// <exception cref="InputException">The center has another number of values than one or one for each input.</exception>
    public NetworkInput Near(double[] center, double radius) =>
        center.Length == 0 ? this : this with { Network = LocalSlopes.Narrow(Network, Spread("--center", center), radius), Radius = radius };

    private NetworkInput Folded(string option, double[] values, Func<double[], Network> fold)
    {
        try
        {
            return this with { Network = fold(Spread(option, values)) };
        }
        catch (ArgumentException exception)
        {
            throw new InputException($"{option}: {OneLine.Of(exception.Message.Split(" (Parameter '")[0])}", exception);
        }
    }

    /// <summary>Gets one number for each input from one for all, or one for each.</summary>
    /// <exception cref="InputException">There is another number of them.</exception>
    private double[] Spread(string option, double[] values) => values.Length switch
    {
        1 => [.. Enumerable.Repeat(values[0], Network.InputSize)],
        int count when count == Network.InputSize => values,
        int count => throw new InputException($"{option}: found {count} numbers, expected one or {Network.InputSize}, as many as {Name} has inputs"),
    };
}
