using System.Collections.Immutable;
using System.CommandLine;
using SdpKit.Cli.Evaluating;
using SdpKit.Cli.Input;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Data;
using SdpKit.Training.Robustness;

namespace SdpKit.Cli.Options;

/// <summary>Holds the options that say what <c>evaluate</c> does to the points.</summary>
internal sealed class EvaluationOptions
{
    private static readonly RobustnessOptions Defaults = new();

    private readonly Option<string> _data = new("--data")
    {
        Description = "Points with their classes: csv (the class in the last column), or IDX images with their labels beside them; images of twice the size are halved.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _certificate = new("--certificate") { Description = "The certificate of the network's bound, which is verified; without it, a bound is looked for.", HelpName = "FILE" };
    private readonly Option<bool> _pairs = new("--pairs") { Description = "Bound the margins between all pairs of outputs, too: more is proved." };
    private readonly Option<double[]> _deviations = NumberOption.Reals(
        "--noise", $"The standard deviations of Gaussian noise; uniform noise is four times as wide ({string.Join(',', Defaults.Deviations)}).", "LIST", 0.0, 1e100);

    private readonly Option<double[]> _radii = NumberOption.Reals("--radii", $"How far attacks move points, and what is proved ({string.Join(',', Defaults.Radii)}).", "LIST", 0.0, 1e100);
    private readonly Option<int> _steps = NumberOption.Whole("--steps", "The number of projected gradient steps of an attack.", Defaults.AttackSteps, 1, int.MaxValue);
    private readonly Option<int> _seed = NumberOption.Whole("--seed", "The seed of the noise.", 0, 0, int.MaxValue);
    private readonly Option<int> _threads = CommonOptions.Threads();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _data, _certificate, _pairs, _deviations, _radii, _steps, _seed, _threads })
        {
            command.Add(option);
        }
    }

    /// <summary>Reads what is asked for, and the points.</summary>
    /// <exception cref="InputException">The options contradict each other, the network or the points.</exception>
    public EvaluationPlan Read(ParseResult parse, NetworkInput input, TextWriter error, CancellationToken cancellationToken)
    {
        (LabelledData points, int pooled) = DataInput.ReadPooled(parse.GetRequiredValue(_data), input, error, cancellationToken);
        int threads = parse.GetValue(_threads);
        var options = new RobustnessOptions
        {
            Deviations = Levels(parse.GetRequiredValue(_deviations), Defaults.Deviations),
            Radii = Levels(parse.GetRequiredValue(_radii), Defaults.Radii),
            Pooled = pooled,
            AttackSteps = parse.GetValue(_steps),
            Seed = (uint)parse.GetValue(_seed),
            Threads = threads,
        };
        string? file = parse.GetValue(_certificate);
        LipschitzCertificate? certificate = file is null ? null : Certificate(ToolConfiguration.Of(parse), file, input, threads, cancellationToken);
        return new EvaluationPlan(points, certificate, parse.GetValue(_pairs), options);
    }

    private static ImmutableArray<double> Levels(double[] given, ImmutableArray<double> usual) => given.Length == 0 ? usual : [.. given.Order()];

    private static LipschitzCertificate Certificate(ToolConfiguration configuration, string file, NetworkInput input, int threads, CancellationToken cancellationToken)
    {
        try
        {
            using Stream stream = configuration.Open(file);
            LipschitzCertificate certificate = CertificateReader.Read(stream);
            CertificateCheck check = CertificateVerifier.Verify(certificate, input.Network, threads, cancellationToken);
            return !check.IsAccepted ? throw new InputException($"--certificate: {file}: refused: {check.Reason}")
                : certificate.Output != OutputSelection.All ? throw new InputException($"--certificate: {file}: found a bound of single outputs, expected one of all outputs")
                : certificate;
        }
        catch (CertificateFormatException exception)
        {
            throw new InputException($"--certificate: {file}: {exception.Message}", exception);
        }
    }
}
