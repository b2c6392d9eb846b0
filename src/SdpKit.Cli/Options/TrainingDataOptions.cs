using System.Collections.Immutable;
using System.CommandLine;
using SdpKit.Cli.Input;
using SdpKit.Cli.Training;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Data;
using SdpKit.Training;

namespace SdpKit.Cli.Options;

/// <summary>Holds the options that say what <c>train</c> trains with.</summary>
internal sealed class TrainingDataOptions
{
    /// <summary>The number of points that the example in two dimensions is tested on, and the seed that draws them, as the authors have it in number and another in seed.</summary>
    private const int TestCount = 5000;
    private const uint TestSeed = 1;
    private const uint SineTestSeed = 3;

    private const string ThreeClasses = "three-classes";
    private const string Sine = "sine";
    private const string Steps = "steps";

    private static readonly string[] Examples = [ThreeClasses, Sine, Steps];

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The points to train with: csv with a class or a value for each output at the end of a line, IDX images with their labels beside them, or an example of arXiv 2005.02929: three-classes, sine or steps.",
        HelpName = "FILE|NAME",
    };

    private readonly Option<string?> _test = new("--test") { Description = "The points to test with, as --data; the examples three-classes and sine have their own.", HelpName = "FILE" };
    private readonly Option<int> _validation = NumberOption.Whole("--validation", "The number of training points to hold out, for comparing settings.", 0, 0, int.MaxValue);
    private readonly Option<LossKind?> _loss = ChoiceOption.Of("--loss", "The loss; unless given, cross-entropy for classes and mean-square for values.", ("cross-entropy", LossKind.CrossEntropy), ("mean-square", LossKind.MeanSquare));

    /// <summary>Gets all options.</summary>
    public IEnumerable<Option> All => [_data, _test, _validation, _loss];

    /// <summary>Tells whether an option's value is a file that another working folder would not find.</summary>
    public bool IsFile(Option option, string value) => (option == _data || option == _test) && !Examples.Contains(value);

    /// <summary>Reads the points, and the loss that goes with them.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="network">The network that they must fit.</param>
    /// <param name="seed">The seed of the choice of those held out.</param>
    /// <param name="error">Gets notes.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InputException">They cannot be read, or do not fit.</exception>
    public (TrainingData Data, Loss Loss) Read(ParseResult parse, Network network, int seed, TextWriter error, CancellationToken cancellationToken)
    {
        string source = parse.GetValue(_data) ?? throw new InputException($"--data: found nothing, expected a file, or an example: {string.Join(", ", Examples)}");
        string? test = parse.GetValue(_test);
        var input = new NetworkInput("--layers", network, [], TimeSpan.Zero);
        TrainingSet OfClasses(LabelledData points) => TrainingSet.OfClasses(points, network.OutputSize);
        TrainingFile? file = Examples.Contains(source) ? null : TrainingFile.Read(source, input, error, cancellationToken);
        (TrainingSet training, TrainingSet? ownTest, bool hasClasses) = source switch
        {
            ThreeClasses => (Fitting(source, network, 2, 3, () => OfClasses(PaperExamples.ThreeClasses())), OfClasses(PaperExamples.ThreeClasses(TestCount, TestSeed)), true),
            Sine => (Fitting(source, network, 1, 1, () => PaperExamples.Sine()), PaperExamples.Sine(SineTestSeed), false),
            Steps => (Fitting(source, network, 1, 1, PaperExamples.Steps), null, false),
            _ => (file!.Points, null, file.HasClasses),
        };
        if (file is { HasClasses: true } && file.ClassCount < network.OutputSize)
        {
            error.WriteLine($"{source}: note: found {file.ClassCount} of the {network.OutputSize} classes that --layers has outputs for");
        }

        if (test is not null && (Examples.Contains(source) || Examples.Contains(test)))
        {
            throw new InputException("--test: found together with an example, expected files for both or neither");
        }

        ImmutableArray<string> names = file?.ClassNames ?? [];
        TrainingFile? testing = test is null ? null : TrainingFile.Read(test, input with { Network = network.WithClassNames(names) }, error, cancellationToken);
        if (testing is not null && testing.HasClasses != hasClasses)
        {
            throw new InputException($"--test: found {Targets(testing.HasClasses)} in {test}, expected {Targets(hasClasses)} as in --data");
        }

        if (names.IsEmpty && testing is { ClassNames: { IsEmpty: false } testNames })
        {
            throw new InputException($"--test: found the class names {ClassText.List(testNames)} in {test}, expected numbers as in --data");
        }

        bool isCrossEntropy = (parse.GetValue(_loss) ?? (hasClasses ? LossKind.CrossEntropy : LossKind.MeanSquare)) == LossKind.CrossEntropy;
        if (isCrossEntropy && !hasClasses)
        {
            throw new InputException($"--loss: found cross-entropy for the values of {source}, expected mean-square");
        }

        var data = new TrainingData(training, Validation: null, testing?.Points ?? ownTest, hasClasses) { Pooled = testing?.Pooled ?? 1, ClassNames = names };
        return (HoldOut(data, parse.GetValue(_validation), seed), isCrossEntropy ? Loss.CrossEntropy : Loss.MeanSquare);
    }

    private static string Targets(bool areClasses) => areClasses ? "classes" : "values";

    private static TrainingSet Fitting(string name, Network network, int inputs, int outputs, Func<TrainingSet> make) => (network.InputSize, network.OutputSize) == (inputs, outputs)
        ? make()
        : throw new InputException($"--layers: found {network.InputSize} inputs and {network.OutputSize} outputs, expected {inputs} and {outputs} for the data {name}");

    private static TrainingData HoldOut(TrainingData data, int count, int seed)
    {
        if (count == 0)
        {
            return data;
        }

        if (count >= data.Training.Count)
        {
            throw new InputException($"--validation: found {count}, expected less than the {data.Training.Count} points there are");
        }

        (TrainingSet kept, TrainingSet heldOut) = data.Training.HoldOut(count, (uint)seed);
        return data with { Training = kept, Validation = heldOut };
    }
}
