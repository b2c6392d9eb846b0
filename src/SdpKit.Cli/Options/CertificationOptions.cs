using System.CommandLine;
using System.CommandLine.Parsing;
using SdpKit.Cli.Certifying;
using SdpKit.Cli.Input;
using SdpKit.Cli.Output;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Data;

namespace SdpKit.Cli.Options;

/// <summary>Holds the options that say which bounds <c>certify</c> finds.</summary>
internal sealed class CertificationOptions
{
    private readonly Option<LipschitzMethod> _method = new("--method")
    {
        Description = "LipSDP with a multiplier per neuron (tightest) or per layer, the closed form of ECLipsE-Fast, or the product of the layers' norms.",
        HelpName = "neuron|layer|fast|product",
        DefaultValueFactory = _ => LipschitzMethod.Neuron,
        CustomParser = ParseMethod,
    };

    private readonly Option<int> _split = NumberOption.Whole("--split", "The number of sub-networks that are bounded one by one: looser, and faster for deep networks.", 1, 1, int.MaxValue);
    private readonly Option<int?> _output = new("--output") { Description = "Bound one output only, counted from 1.", HelpName = "K", CustomParser = ParseOutput };
    private readonly Option<int[]> _pair = new("--pair")
    {
        Description = "Bound the margin, output K minus output M.",
        HelpName = "K,M",
        Arity = ArgumentArity.ExactlyOne,
        DefaultValueFactory = _ => [],
        CustomParser = result => ParsePair(result) ?? [],
    };

    private readonly Option<bool> _pairs = new("--pairs") { Description = "Bound the margins between all pairs of outputs, too." };
    private readonly Option<string?> _data = new("--data")
    {
        Description = "Points with their classes, csv (the class in the last column) or IDX images with their labels beside them: get certified radii.",
        HelpName = "FILE",
    };

    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<TimeSpan?> _timeLimit = CommonOptions.TimeLimit();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _method, _split, _output, _pair, _pairs, _data, _threads, _timeLimit })
        {
            command.Add(option);
        }
    }

    /// <summary>Reads what is asked for, and the points.</summary>
    /// <exception cref="InputException">The options contradict each other, the network or the points.</exception>
    public CertificationPlan Read(ParseResult parse, NetworkInput input, TextWriter error, bool quiet, CancellationToken cancellationToken)
    {
        OutputSelection output = OutputOf(parse, input);
        bool withPairs = parse.GetValue(_pairs);
        string? dataFile = parse.GetValue(_data);
        if (ProblemOf(output, withPairs, dataFile is not null, input) is { } problem)
        {
            throw new InputException(problem);
        }

        var options = new CertifyOptions
        {
            Method = parse.GetValue(_method),
            Parts = parse.GetValue(_split),
            Output = output,
            Threads = parse.GetValue(_threads),
            TimeLimit = parse.GetValue(_timeLimit) ?? Timeout.InfiniteTimeSpan,
        };
        LabelledData? data = DataInput.Read(dataFile, input, quiet ? TextWriter.Null : error, cancellationToken);
        return new CertificationPlan(input.Network, options, withPairs, data);
    }

    /// <summary>Says how options contradict each other or the network; null where they do not.</summary>
    private static string? ProblemOf(OutputSelection output, bool withPairs, bool withData, NetworkInput input)
    {
        DenseLayer last = input.Network.Layers[^1];
        bool isLinear = last.Slopes.Distinct().ToArray() is [var only] && only.Minimum == only.Maximum;
        return (withPairs || withData) && output != OutputSelection.All ? $"{(withPairs ? "--pairs" : "--data")}: found together with --output or --pair, expected all outputs"
            : withData && input.Radius is not null ? "--data: found together with --center, expected a bound for all inputs"
            : withPairs && input.Network.OutputSize < 2 ? $"--pairs: found one output in {input.Name}, expected at least two"
            : (withPairs || output.Subtracted is not null) && !isLinear
                ? $"{(withPairs ? "--pairs" : "--pair")}: found the activation {last.Activation} after the last layer of {input.Name}, expected a network that ends with its logits"
            : null;
    }

    private OutputSelection OutputOf(ParseResult parse, NetworkInput input)
    {
        int? index = parse.GetValue(_output);
        int[] pair = parse.GetRequiredValue(_pair);
        if (index is not null && pair.Length > 0)
        {
            throw new InputException("--output: found together with --pair, expected one of them");
        }

        int largest = pair.Append(index ?? 0).Max();
        if (largest > input.Network.OutputSize)
        {
            throw new InputException($"{(pair.Length == 0 ? "--output" : "--pair")}: found {largest}, expected an output of {input.Name} from 1 to {input.Network.OutputSize}");
        }

        return pair is [var first, var second] ? OutputSelection.Margin(first - 1, second - 1)
            : index is { } single ? OutputSelection.Of(single - 1)
            : OutputSelection.All;
    }

    private static int? ParseOutput(ArgumentResult result) =>
        NumberOption.ParseList(result, "--output", "a whole number from 1", text => NumberOption.ParseWhole(text, 1, int.MaxValue), count: 1)?[0];

    private static int[]? ParsePair(ArgumentResult result)
    {
        const string Expected = "two different outputs from 1, K,M";
        int[]? pair = NumberOption.ParseList(result, "--pair", Expected, text => NumberOption.ParseWhole(text, 1, int.MaxValue), count: 2);
        if (pair is [var first, var second] && first == second)
        {
            result.AddError($"--pair: found '{result.Tokens[^1].Value}', expected {Expected}");
            return null;
        }

        return pair;
    }

    private static LipschitzMethod ParseMethod(ArgumentResult result)
    {
        const string Expected = "expected neuron, layer, fast or product";
        string text = result.Tokens[^1].Value;
        LipschitzMethod[] found = [.. Enum.GetValues<LipschitzMethod>().Where(method => NetworkText.Of(method) == text)];
        if (found is [])
        {
            result.AddError(text == "network"
                ? $"--method: found 'network', whose multipliers couple neurons and prove wrong bounds (arXiv 2005.02929, section II-C), {Expected}"
                : $"--method: found '{text}', {Expected}");
        }

        return found.FirstOrDefault();
    }
}
