using System.CommandLine;
using System.Diagnostics;
using SdpKit.Cli.Input;
using SdpKit.Cli.Options;
using SdpKit.Cli.Output;
using SdpKit.Lipschitz.Certificates;

namespace SdpKit.Cli.Commands;

/// <summary>The command <c>verify CERTIFICATE NETWORK</c>.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string> Certificate = new("CERTIFICATE") { Description = "The certificate that certify wrote; - reads standard input." };
    private static readonly NetworkOptions Source = new(withBall: true);
    private static readonly Option<bool> Json = CommonOptions.Json();
    private static readonly Option<bool> Quiet = CommonOptions.Quiet();
    private static readonly Option<int> Threads = CommonOptions.Threads();

    public static Command Create()
    {
        var command = new Command("verify", "Proves the bound that a certificate claims of a network, or refuses; no solver takes part.") { Certificate };
        Source.AddTo(command);
        command.Add(Json);
        command.Add(Threads);
        command.Add(Quiet);
        command.SetAction((parse, cancellationToken) => Task.FromResult(Run(parse, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parse, CancellationToken cancellationToken)
    {
        ToolConfiguration configuration = ToolConfiguration.Of(parse);
        string certificateFile = parse.GetRequiredValue(Certificate);
        if (certificateFile == "-" && Source.File(parse) == "-")
        {
            throw new InputException("CERTIFICATE and NETWORK: found - for both, expected a file for one of them");
        }

        NetworkInput input = Source.Read(parse, parse.GetValue(Quiet), cancellationToken);
        VerificationReport report = Check(configuration, certificateFile, input, parse.GetValue(Threads), cancellationToken);
        configuration.Print(report, asJson: parse.GetValue(Json));

        return report.Check.IsAccepted ? ExitCode.Success : ExitCode.Refused;
    }

    private static VerificationReport Check(ToolConfiguration configuration, string file, NetworkInput input, int threads, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        LipschitzCertificate? certificate = null;
        CertificateCheck check;
        try
        {
            using Stream stream = configuration.Open(file);
            certificate = CertificateReader.Read(stream);
            check = CertificateVerifier.Verify(certificate, input.Network, threads, cancellationToken);
        }
        catch (CertificateFormatException exception)
        {
            check = new CertificateCheck(false, $"{ToolConfiguration.NameOf(file)}: {exception.Message}");
        }

        return new VerificationReport(input, certificate, check, clock.Elapsed);
    }
}
