using System.Collections.Immutable;
using System.Globalization;
using SdpKit.Training;

namespace SdpKit.Benchmarks.Training;

/// <summary>Represents one training run.</summary>
internal sealed record MnistSetting
{
    public string Method { get; init; } = "enforce";

    public ImmutableArray<int> Sizes { get; init; } = [196, 50, 10];

    /// <summary>Gets the bound of enforce and spectral, mu of regularize, lambda of l2.</summary>
    public double Value { get; init; } = 8.74;

    public double Sigma { get; init; } = 0.001;

    public MultiplierSource Multipliers { get; init; }

    /// <summary>Gets the number of epochs, without those before ADMM.</summary>
    public int Epochs { get; init; } = 60;

    public uint Seed { get; init; }

    public int Threads { get; init; } = Environment.ProcessorCount;

    public bool IsChoice { get; init; }

    /// <summary>Gets what the run is counted under: all but the seed.</summary>
    public string Name
    {
        get
        {
            string parameter = Method switch
            {
                "enforce" or "spectral" => Text($" L={Value}"),
                "regularize" => Text($" mu={Value}"),
                "l2" or "paper-l2" => Text($" lambda={Value}"),
                _ => "",
            };
            string penalty = Method is "enforce" or "regularize" ? Text($" sigma={Sigma} T={Multipliers}") : "";
            return $"{string.Join('-', Sizes)} {Method}{parameter}{penalty}{(IsChoice ? " held out" : "")}";
        }
    }

    /// <summary>Reads options such as <c>--method enforce --value 8.74 --seeds 0,1</c>: one setting for each seed.</summary>
    public static IEnumerable<MnistSetting> Parse(string[] options)
    {
        var setting = new MnistSetting();
        uint[] seeds = [0];
        for (int i = 0; i < options.Length; i += 2)
        {
            string value = i + 1 < options.Length ? options[i + 1] : throw new ArgumentException($"{options[i]} takes a value.");
            setting = options[i] switch
            {
                "--method" => setting with { Method = value },
                "--layers" => setting with { Sizes = [.. value.Split('-').Select(int.Parse)] },
                "--value" => setting with { Value = double.Parse(value, CultureInfo.InvariantCulture) },
                "--sigma" => setting with { Sigma = double.Parse(value, CultureInfo.InvariantCulture) },
                "--multipliers" => setting with { Multipliers = Enum.Parse<MultiplierSource>(value, ignoreCase: true) },
                "--epochs" => setting with { Epochs = int.Parse(value, CultureInfo.InvariantCulture) },
                "--threads" => setting with { Threads = int.Parse(value, CultureInfo.InvariantCulture) },
                "--images" => setting with { IsChoice = value == "held-out" },
                "--seeds" => setting,
                var other => throw new ArgumentException($"{other} is no option."),
            };
            seeds = options[i] == "--seeds" ? [.. value.Split(',').Select(uint.Parse)] : seeds;
        }

        return seeds.Select(seed => setting with { Seed = seed });
    }

    private static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);
}
