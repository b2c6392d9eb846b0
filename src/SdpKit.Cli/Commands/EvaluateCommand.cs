using System.CommandLine;
using SdpKit.Cli.Certifying;
using SdpKit.Cli.Evaluating;
using SdpKit.Cli.Input;
using SdpKit.Cli.Options;
using SdpKit.Cli.Output;
using SdpKit.Cli.Reporting;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Robustness;
using SdpKit.Training.Robustness;

namespace SdpKit.Cli.Commands;

/// <summary>The command <c>evaluate NETWORK --data FILE</c>.</summary>
internal static class EvaluateCommand
{
    private static readonly NetworkOptions Source = new(withBall: false);
    private static readonly EvaluationOptions Plan = new();
    private static readonly Option<string?> Report = CommonOptions.Report();
    private static readonly Option<bool> Json = CommonOptions.Json();
    private static readonly Option<bool> Quiet = CommonOptions.Quiet();

    public static Command Create()
    {
        var command = new Command("evaluate", "Measures a classifier's accuracy on points as they are, with noise and under attack, and what of it is certified.");
        Source.AddTo(command);
        Plan.AddTo(command);
        command.Add(Report);
        command.Add(Json);
        command.Add(Quiet);
        command.SetAction((parse, cancellationToken) => Task.FromResult(Run(parse, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parse, CancellationToken cancellationToken)
    {
        ToolConfiguration configuration = ToolConfiguration.Of(parse);
        bool quiet = parse.GetValue(Quiet);
        NetworkInput input = Source.Read(parse, quiet, cancellationToken);
        EvaluationPlan plan = Plan.Read(parse, input, quiet ? TextWriter.Null : configuration.Error, cancellationToken);
        using var reportFile = ResultFile.Open("--report", parse.GetValue(Report), Source.File(parse));
        EvaluationResult result = Evaluate(plan, input, new CertificationProgress(configuration, quiet), cancellationToken);
        reportFile?.Write(stream => TrainingPage.Write(Comparison(result), stream));
        var report = new EvaluationReport(result);
        configuration.Print(report, asJson: parse.GetValue(Json));

        return result.Bound is null ? ExitCode.Refused : ExitCode.Success;
    }

    private static EvaluationResult Evaluate(EvaluationPlan plan, NetworkInput input, ICertificationProgress progress, CancellationToken cancellationToken)
    {
        LipschitzCertificate? whole = plan.Certificate;
        LipschitzCertificate[] pairs = [];
        if (whole is null || plan.WithPairs)
        {
            CertificationResult certification = Certify(plan, input, progress, cancellationToken);
            whole ??= certification.Bound.Certificate;
            pairs = [.. certification.Margins.Select(margin => margin.Bound.Certificate).OfType<LipschitzCertificate>()];
        }

        MarginBounds? bounds = whole is null ? null : MarginBounds.Of(whole, pairs);
        return new EvaluationResult(input, plan.Points, whole?.Bound, pairs.Length, RobustnessEvaluation.Of(input.Network, plan.Points, bounds, plan.Options, cancellationToken));
    }

    private static CertificationResult Certify(EvaluationPlan plan, NetworkInput input, ICertificationProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            var certification = new CertificationPlan(input.Network, new CertifyOptions { Threads = plan.Options.Threads }, plan.WithPairs, Data: null);
            CertificationResult result = new CertificationSession(certification, progress).Run(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return result;
        }
        catch (ArgumentException exception)
        {
            throw new InputException($"--pairs: {input.Name}: {OneLine.Of(exception.Message)}", exception);
        }
    }

    private static TrainingComparison Comparison(EvaluationResult result) => new(
        $"{result.Input.Name}: accuracy with noise and under attack",
        [new TrainedNetwork { Name = Path.GetFileName(result.Input.Name), Network = result.Input.Network, Bound = result.Bound, Evaluation = result.Evaluation }])
    {
        Points = result.Points,
    };
}
