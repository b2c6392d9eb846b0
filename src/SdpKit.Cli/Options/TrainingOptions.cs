using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SdpKit.Cli.Training;
using SdpKit.Lipschitz;
using SdpKit.Training;

namespace SdpKit.Cli.Options;

/// <summary>Holds the options that say how <c>train</c> trains.</summary>
internal sealed class TrainingOptions
{
    private const double DefaultLambda = 5e-4;

    /// <summary>With fewer steps than this between two Lipschitz updates the bound does not get to act on small data (iris: 2 steps and 20 were compared).</summary>
    private const int LeastSteps = 20;

    /// <summary>Initial weights are made for inputs of about the size 1; farther from it than this, a network would begin with saturated neurons, or blind.</summary>
    private const double FarFromOne = 8.0;

    /// <summary>With units up to here, bounds and their squares stay numbers.</summary>
    private const double LargestDeviation = 1e60;

    /// <summary>The bounds of the network that is trained for which ADMM can work: their squares are numbers.</summary>
    private const double LargestTrainedBound = 1e150;

    private static readonly TrainerOptions TrainerDefaults = new();
    private static readonly LipschitzTrainingOptions LipschitzDefaults = new() { Goal = LipschitzGoal.Enforce(1.0) };

    private readonly Option<ImmutableArray<int>> _layers = new("--layers")
    {
        Description = "The sizes of input, hidden layers and output.",
        HelpName = "N-N-N",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = ParseLayers,
    };

    private readonly Option<Activation?> _activation = NetworkOptions.ActivationOption("The activation after each layer but the last; tanh unless given.");
    private readonly Option<TrainingMethod?> _method = ChoiceOption.Of(
        "--method",
        "The loss alone, with a penalty on all parameters, under a bound of each layer's norm, with mu L^2, or under a proved bound; unless given, what --bound or --mu ask for.",
        TrainingText.Methods);

    private readonly Option<double?> _bound = NumberOption.Optional("--bound", "The Lipschitz bound to keep: proved at each iteration (enforce), or of the product of norms (spectral).", 1e-100, 1e100);
    private readonly Option<double?> _mu = NumberOption.Optional("--mu", "The weight of L^2 in the objective (regularize).", 1e-100, 1e100);
    private readonly Option<double?> _lambda = NumberOption.Optional("--lambda", "The weight of half the sum of squared parameters: 5e-4 unless given (l2), or that of the plain training before ADMM, 0 unless given.", 0.0, 1e100);
    private readonly Option<int> _iterations = NumberOption.Whole("--iterations", "The number of iterations.", LipschitzDefaults.Iterations, 1, int.MaxValue);
    private readonly Option<int?> _epochs = NumberOption.OptionalWhole("--epochs", "The number of passes over the data in each iteration; unless given, as many as make 20 steps.", 1, int.MaxValue);
    private readonly Option<int> _startIterations = NumberOption.Whole("--start-iterations", "The number of iterations of plain training before ADMM (regularize, enforce).", 5, 0, int.MaxValue);
    private readonly Option<double?> _sigma = NumberOption.Optional(
        "--sigma", "The penalty that holds trained and certified weights together; unless given, it is measured on the data and grows (regularize, enforce).", 1e-100, 1e100);

    private readonly Option<bool> _adaptsSigma = new("--adapt-sigma") { Description = "Double or halve sigma where one residual is ten times the other (regularize, enforce)." };
    private readonly Option<MultiplierSource?> _multipliers = ChoiceOption.Of(
        "--multipliers",
        "Whose multipliers an iteration takes: those of the trained weights (unless given) or of the certified ones of the iteration before, or of the start network (regularize, enforce).",
        ("trained", MultiplierSource.Trained),
        ("certified", MultiplierSource.Certified),
        ("start", MultiplierSource.Start));

    private readonly Option<OptimizerKind?> _optimizer = ChoiceOption.Of("--optimizer", "Adam (unless given) or plain gradient descent.", ("adam", OptimizerKind.Adam), ("sgd", OptimizerKind.GradientDescent));
    private readonly Option<double> _rate = NumberOption.Real("--rate", "The learning rate.", TrainerDefaults.LearningRate, 1e-300, 1e300);
    private readonly Option<bool> _constantRate = new("--constant-rate") { Description = "Keep the learning rate; otherwise it falls along half a cosine." };
    private readonly Option<int> _batch = NumberOption.Whole("--batch", "The number of points of a batch.", TrainerDefaults.BatchSize, 1, int.MaxValue);
    private readonly Option<bool> _ordered = new("--ordered") { Description = "Take the points in the order of the file in each epoch; otherwise in a new random one." };
    private readonly Option<bool?> _scales = new("--scale")
    {
        Description = "Center the inputs and divide them by their common deviation while training; unless given, where they are far from 1. Values to learn always are, unless this is false. The network that is saved has both as they are, and so does its bound.",
        HelpName = "true|false",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<int> _seed = NumberOption.Whole("--seed", "The seed of the initial weights, the order of the points and the choice of those held out.", 0, 0, int.MaxValue);

    /// <summary>Gets the seed's option.</summary>
    public Option<int> Seed => _seed;

    /// <summary>Gets all options.</summary>
    public IEnumerable<Option> All =>
    [
        _layers, _activation, _method, _bound, _mu, _lambda, _iterations, _epochs, _startIterations, _sigma, _adaptsSigma, _multipliers, _optimizer, _rate, _constantRate, _batch, _ordered, _scales, _seed,
    ];

    /// <summary>Reads the network to start from, with its initial weights.</summary>
    /// <exception cref="InputException">There are no layers.</exception>
    public Network ReadStart(ParseResult parse)
    {
        ImmutableArray<int> layers = parse.GetValue(_layers);
        return layers.IsDefault
            ? throw new InputException("--layers: found nothing, expected the sizes of input, hidden layers and output, such as 2-10-10-3")
            : NetworkInitialization.Uniform(layers, parse.GetValue(_activation) ?? Activation.Tanh, (uint)parse.GetValue(_seed));
    }

    /// <summary>Finds how inputs and targets are to be scaled.</summary>
    /// <exception cref="InputException">They are so large or so small that the network in their units would leave the range of numbers.</exception>
    public DataScaling ReadScaling(ParseResult parse, TrainingData data)
    {
        bool? scales = parse.GetValue(_scales);
        Standardization? inputs = scales == false ? null : Standardization.Of(data.Training.Points, data.Training.PointSize);
        var scaling = new DataScaling(
            scales == true || (inputs is not null && IsFarFromOne(inputs)) ? inputs : null,
            data.HasClasses || scales == false ? null : Standardization.Of(data.Training.Targets, data.Training.TargetSize));
        (string Kind, double Deviation)[] sizes = [("inputs", 1.0 / scaling.InputFactor), ("values to learn", 1.0 / scaling.TargetFactor)];
        foreach ((string kind, double deviation) in sizes)
        {
            if (deviation is < 1.0 / LargestDeviation or > LargestDeviation)
            {
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"--data: found {kind} that vary by about {deviation:G2}, expected from {1.0 / LargestDeviation:G2} to {LargestDeviation:G2}; give them in other units"));
            }
        }

        return scaling;
    }

    /// <summary>Reads how to train it.</summary>
    /// <exception cref="InputException">The options contradict each other.</exception>
    public TrainingPlan ReadPlan(ParseResult parse, Network start, Loss loss, DataScaling scaling, int pointCount, int threads)
    {
        TrainingMethod method = parse.GetValue(_method)
            ?? (parse.GetValue(_bound) is not null ? TrainingMethod.Enforce : parse.GetValue(_mu) is not null ? TrainingMethod.Regularize : TrainingMethod.Nominal);
        ThrowUnlessFitting(parse, method);
        var trainer = new TrainerOptions
        {
            Optimizer = parse.GetValue(_optimizer) ?? TrainerDefaults.Optimizer,
            LearningRate = parse.GetValue(_rate),
            BatchSize = parse.GetValue(_batch),
            Shuffles = !parse.GetValue(_ordered),
            Seed = (uint)parse.GetValue(_seed),
            Threads = threads,
        };
        bool isPlain = method is not (TrainingMethod.Regularize or TrainingMethod.Enforce);
        TrainerOptions plain = trainer with
        {
            SquarePenalty = parse.GetValue(_lambda) ?? (method == TrainingMethod.L2 ? DefaultLambda : 0.0),
            SpectralBound = method == TrainingMethod.Spectral ? parse.GetValue(_bound) / scaling.BoundFactor : null,
        };
        bool anneals = !parse.GetValue(_constantRate);
        int epochs = parse.GetValue(_epochs) ?? CeilingOf(LeastSteps, CeilingOf(pointCount, trainer.BatchSize));
        return new TrainingPlan
        {
            Method = method,
            Start = isPlain ? start : Certifiable(start, method),
            Scaling = scaling,
            Loss = loss,
            Plain = new TrainingPhase(plain, parse.GetValue(isPlain ? _iterations : _startIterations), epochs, isPlain && anneals),
            LossUpdate = trainer,
            Lipschitz = isPlain ? null : new LipschitzTrainingOptions
            {
                Goal = GoalOf(parse, method, scaling),
                Iterations = parse.GetValue(_iterations),
                EpochsPerIteration = epochs,
                Penalty = parse.GetValue(_sigma),
                AdaptsPenalty = parse.GetValue(_adaptsSigma),
                Multipliers = parse.GetValue(_multipliers) ?? LipschitzDefaults.Multipliers,
                AnnealsLearningRate = anneals,
                Update = new LipschitzUpdateOptions { Threads = threads },
            },
        };
    }

    /// <summary>
    /// Gets the goal for the network that is trained, whose bound is a / b times smaller than that of the one that is saved: loss + mu L^2 of that one is 1 / b^2 times the loss of the other + mu a^2 times its L^2.
    /// </summary>
    /// <exception cref="InputException">The bound is too large or too small for data of this size.</exception>
    private LipschitzGoal GoalOf(ParseResult parse, TrainingMethod method, DataScaling scaling)
    {
        if (method == TrainingMethod.Regularize)
        {
            return LipschitzGoal.Regularize(parse.GetValue(_mu)!.Value * scaling.InputFactor * scaling.InputFactor);
        }

        double bound = parse.GetValue(_bound)!.Value / scaling.BoundFactor;
        return bound is >= 1.0 / LargestTrainedBound and <= LargestTrainedBound
            ? LipschitzGoal.Enforce(bound)
            : throw new InputException(string.Create(CultureInfo.InvariantCulture, $"--bound: found {parse.GetValue(_bound):G4}, expected nearer to {scaling.BoundFactor:G2}, about how far outputs vary per unit of the inputs"));
    }

    private static bool IsFarFromOne(Standardization inputs) =>
        inputs.Factor is > FarFromOne or < 1.0 / FarFromOne || inputs.Means.Max(Math.Abs) > FarFromOne / inputs.Factor;

    private static int CeilingOf(int number, int divisor) => (number + divisor - 1) / divisor;

    /// <summary>Checks that each option means something to the method, and that what it needs is there.</summary>
    private void ThrowUnlessFitting(ParseResult parse, TrainingMethod method)
    {
        TrainingMethod[] byAdmm = [TrainingMethod.Regularize, TrainingMethod.Enforce];
        (Option Option, TrainingMethod[] Methods, bool IsNeeded)[] uses =
        [
            (_bound, [TrainingMethod.Spectral, TrainingMethod.Enforce], true),
            (_mu, [TrainingMethod.Regularize], true),
            (_lambda, [TrainingMethod.L2, .. byAdmm], false),
            (_startIterations, byAdmm, false),
            (_sigma, byAdmm, false),
            (_adaptsSigma, byAdmm, false),
            (_multipliers, byAdmm, false),
        ];
        foreach ((Option option, TrainingMethod[] methods, bool isNeeded) in uses)
        {
            bool isGiven = parse.GetResult(option) is { Implicit: false };
            if (isGiven && !methods.Contains(method))
            {
                throw new InputException($"{option.Name}: found together with the method {TrainingText.Of(method)}, expected {string.Join(" or ", methods.Select(TrainingText.Of))}");
            }

            if (!isGiven && isNeeded && methods.Contains(method))
            {
                throw new InputException($"--method: found {TrainingText.Of(method)} without {option.Name}, expected both");
            }
        }
    }

    /// <summary>Checks that ADMM can certify a network.</summary>
    private static Network Certifiable(Network network, TrainingMethod method)
    {
        if (network.Layers.Length < 2)
        {
            throw new InputException($"--layers: found no hidden layer, expected at least one for the method {TrainingText.Of(method)}");
        }

        SlopeRange slopes = network.Layers[0].Slopes[0];
        return slopes.Minimum >= 0.0 && slopes.Maximum > slopes.Minimum
            ? network
            : throw new InputException($"--activation: found {network.Layers[0].Activation}, expected one that nowhere decreases and is not linear for the method {TrainingText.Of(method)}");
    }

    private static ImmutableArray<int> ParseLayers(ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        int?[] sizes = [.. text.Split('-').Select(size => NumberOption.ParseWhole(size, 1, 1 << 20))];
        if (sizes.Length < 2 || sizes.Contains(null))
        {
            result.AddError($"--layers: found '{text}', expected at least two sizes with dashes between them, such as 2-10-10-3");
            return default;
        }

        return [.. sizes.Select(size => size!.Value)];
    }
}
