using System.CommandLine;
using SdpKit.Cli.Certifying;
using SdpKit.Cli.Input;
using SdpKit.Cli.Options;
using SdpKit.Cli.Output;
using SdpKit.Cli.Reporting;
using SdpKit.Formats;
using SdpKit.Lipschitz;

namespace SdpKit.Cli.Commands;

/// <summary>The command <c>certify NETWORK</c>.</summary>
internal static class CertifyCommand
{
    private static readonly NetworkOptions Source = new(withBall: true);
    private static readonly CertificationOptions Plan = new();
    private static readonly Option<string?> Certificate = FileOption("--certificate", "Write the certificate to this file; with --pairs, those of the pairs beside it.", "OUT.json");
    private static readonly Option<string?> Export = FileOption("--export", "Write the semidefinite program of the bound to this file, for any solver: its optimum is the square of the bound.", "OUT.dat-s");
    private static readonly Option<string?> Report = CommonOptions.Report();
    private static readonly Option<bool> Json = CommonOptions.Json();
    private static readonly Option<bool> Quiet = CommonOptions.Quiet();

    public static Command Create()
    {
        var command = new Command("certify", "Finds a Lipschitz bound of a neural network, and proves it.");
        Source.AddTo(command);
        Plan.AddTo(command);
        command.Add(Certificate);
        command.Add(Export);
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
        CertificationPlan plan = Plan.Read(parse, input, configuration.Error, quiet, cancellationToken);
        string file = Source.File(parse);
        SdpProblem? program = parse.GetValue(Export) is null ? null : Program(plan, input);
        using var exportFile = ResultFile.Open("--export", parse.GetValue(Export), file);
        using var certificateFile = ResultFile.Open("--certificate", parse.GetValue(Certificate), file);
        using var reportFile = ResultFile.Open("--report", parse.GetValue(Report), file);
        exportFile?.Write(stream => SdpaWriter.Write(program!, stream, cancellationToken));
        CertificationResult result = Certify(plan, input, new CertificationProgress(configuration, quiet), cancellationToken);

        var report = new CertificationReport(input, result);
        CertificateFiles.Write(certificateFile, parse.GetValue(Certificate), result);
        reportFile?.Write(stream => CertificationPage.Write(report, stream));
        configuration.Print(report, asJson: parse.GetValue(Json));

        if (!quiet)
        {
            WriteNotes(configuration.Error, result);
        }

        return result.IsCancelled ? ExitCode.Cancelled
            : result.IsProved ? ExitCode.Success
            : result.Status == SolveStatus.Optimal ? ExitCode.Refused
            : ExitCode.NotSolved;
    }

    private static CertificationResult Certify(CertificationPlan plan, NetworkInput input, ICertificationProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            CertificationResult result = new CertificationSession(plan, progress).Run(cancellationToken);
            return plan.Data is { } data && !result.IsCancelled
                ? result with { Radii = RadiusSummary.Of(plan.Network, data, result.Bound, result.Margins, plan.Options.Threads, cancellationToken) }
                : result;
        }
        catch (ArgumentException exception)
        {
            throw new InputException($"{input.Name}: {OneLine.Of(exception.Message.Split(" (Parameter '")[0])}", exception);
        }
    }

    private static SdpProblem Program(CertificationPlan plan, NetworkInput input)
    {
        if (plan.Options is not { Parts: 1, Method: LipschitzMethod.Neuron or LipschitzMethod.Layer })
        {
            throw new InputException("--export: found a bound that is no single semidefinite program, expected --method neuron or layer without --split");
        }

        try
        {
            return LipschitzCertifier.ConstraintOf(plan.Network, plan.Options.Method, plan.Options.Output);
        }
        catch (Exception exception) when (exception is ArgumentException or ArithmeticException)
        {
            throw new InputException($"--export: {input.Name}: {OneLine.Of(exception.Message)}", exception);
        }
    }

    private static void WriteNotes(TextWriter error, CertificationResult result)
    {
        string asked = NetworkText.Of(result.Plan.Options.Method);
        if (result.IsCancelled)
        {
            error.WriteLine(result.Last.Method == result.Plan.Options.Method
                ? "cancelled; the bound is proved, what comes after it is missing: run the same command again for all of it"
                : $"cancelled; this is the bound of the method {NetworkText.Of(result.Bound.Method)}: run the same command again for {asked}");
        }
        else if (!result.IsProved)
        {
            error.WriteLine(result.Status == SolveStatus.Optimal
                ? "not proved, so there is no certificate; --method layer or fast may be"
                : $"not proved: {Ending(result.Status)}; --method fast takes hardly any time");
        }
        else if (result.Status is not (SolveStatus.Optimal or SolveStatus.NearOptimal))
        {
            error.WriteLine($"{Ending(result.Status)}: the bound is proved, but it is not the value of the method {asked}, which is smaller");
        }
    }

    private static string Ending(SolveStatus status) => status == SolveStatus.TimeLimit
        ? "the time limit was reached (--time-limit raises it)"
        : $"the solve ended early ({status})";

    private static Option<string?> FileOption(string name, string description, string helpName) => new(name) { Description = description, HelpName = helpName };
}
