using System.CommandLine;
using System.CommandLine.Parsing;
using SdpKit.Cli.Input;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Formats;

namespace SdpKit.Cli.Options;

/// <summary>Holds the argument NETWORK of a command, and the options that say what the file does not.</summary>
/// <param name="withBall">Whether the command can be asked about the inputs of a ball alone.</param>
internal sealed class NetworkOptions(bool withBall)
{
    private readonly Argument<string> _file = new("NETWORK")
    {
        Description = "The network: .mat (version 5), .npz, .npy, .safetensors, .onnx, .nnet or JSON, told apart by content; - reads standard input.",
    };

    private readonly Option<Activation?> _activation = ActivationOption(
        "The activation after each layer but the last, where the file does not name any: relu (assumed unless given, as the line of the bound says), leaky_relu(SLOPE), tanh, sigmoid, elu, softplus, silu, gelu, identity.");

    private readonly Option<SlopeRange?> _slope = new("--slope")
    {
        Description = "The slopes that a bound assumes of each activation but the last, in the place of the activation's own.",
        HelpName = "MIN,MAX",
        CustomParser = ParseSlopes,
    };

    private readonly Option<WeightOrientation> _orientation = new("--orientation")
    {
        Description = "How weights are stored, where the file and the sizes do not tell: outputs-by-inputs (PyTorch) or inputs-by-outputs (Keras).",
        HelpName = "HOW",
        CustomParser = ParseOrientation,
    };

    private readonly Option<bool> _beforeSoftmax = new("--before-softmax")
    {
        Description = "Take the network before the Softmax or LogSoftmax that ends the file: its outputs are then the logits.",
    };

    private readonly Option<double[]> _inputStd = NumberOption.Reals(
        "--input-std", "What each input is divided by before the network, one number for all or one for each: makes the bound one for inputs that are not divided yet.", "STD", 1e-300, 1e300);

    private readonly Option<double[]> _inputMean = NumberOption.Reals(
        "--input-mean", "What is subtracted from each input before that, one number for all or one for each; matters to --center and --data only.", "MEAN", -1e300, 1e300);

    private readonly Option<double[]> _center = NumberOption.Reals(
        "--center", "The center of a ball, one number for all inputs or one for each: the bound is then one for inputs in the ball only.", "CSV", -1e300, 1e300);

    private readonly Option<double> _radius = NumberOption.Real("--radius", "The Euclidean radius of the ball around --center.", 0.0, 1e-300, 1e300);

    /// <summary>Adds the argument and the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_file);
        foreach (Option option in (Option[])[_activation, _slope, _orientation, _beforeSoftmax, _inputStd, _inputMean, .. withBall ? (Option[])[_center, _radius] : []])
        {
            command.Add(option);
        }
    }

    /// <summary>Gets the file.</summary>
    public string File(ParseResult parse) => parse.GetRequiredValue(_file);

    /// <summary>Reads the network; what its reader decided goes to the error writer.</summary>
    /// <exception cref="InputException">The options contradict each other or the network.</exception>
    public NetworkInput Read(ParseResult parse, bool quiet, CancellationToken cancellationToken)
    {
        SlopeRange? slopes = parse.GetValue(_slope);
        Activation? activation = parse.GetValue(_activation);
        double[] center = withBall ? parse.GetRequiredValue(_center) : [];
        bool isLocal = center.Length > 0;
        double radius = withBall ? parse.GetValue(_radius) : 0.0;
        if (slopes is not null && (activation is not null || isLocal))
        {
            throw new InputException($"--slope: found together with {(isLocal ? "--center" : "--activation")}, expected one of them");
        }

        if (isLocal != (radius > 0.0))
        {
            throw new InputException($"{(isLocal ? "--center: found without --radius" : "--radius: found without --center")}, expected both");
        }

        var options = new NetworkReaderOptions { Activation = activation, Orientation = parse.GetValue(_orientation), BeforeSoftmax = parse.GetValue(_beforeSoftmax) };
        return NetworkInput.Read(ToolConfiguration.Of(parse), File(parse), options, quiet, cancellationToken)
            .With(slopes)
            .Normalised(parse.GetRequiredValue(_inputMean), parse.GetRequiredValue(_inputStd))
            .Near(center, radius);
    }

    /// <summary>Makes <c>--activation</c>; null where it is not given.</summary>
    public static Option<Activation?> ActivationOption(string description) => new("--activation") { Description = description, HelpName = "NAME", CustomParser = ParseActivation };

    private static Activation? ParseActivation(ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        if (!Activation.TryParse(text, out Activation? activation))
        {
            result.AddError($"--activation: found '{text}', expected relu, leaky_relu(SLOPE), tanh, sigmoid, elu, elu(ALPHA), softplus, silu, gelu, gelu_tanh or identity");
        }

        return activation;
    }

    private static SlopeRange? ParseSlopes(ArgumentResult result)
    {
        const string Expected = "the least and the largest slope, MIN,MAX";
        double[]? slopes = NumberOption.ParseList(result, "--slope", Expected, text => NumberOption.ParseReal(text, -1e100, 1e100), count: 2);
        if (slopes is [var least, var largest] && least > largest)
        {
            result.AddError($"--slope: found '{result.Tokens[^1].Value}', expected {Expected}");
            return null;
        }

        return slopes is null ? null : new SlopeRange(slopes[0], slopes[1]);
    }

    private static WeightOrientation ParseOrientation(ArgumentResult result)
    {
        switch (result.Tokens[^1].Value)
        {
            case "outputs-by-inputs":
                return WeightOrientation.OutputsByInputs;
            case "inputs-by-outputs":
                return WeightOrientation.InputsByOutputs;
            case var text:
                result.AddError($"--orientation: found '{text}', expected outputs-by-inputs or inputs-by-outputs");
                return default;
        }
    }
}
