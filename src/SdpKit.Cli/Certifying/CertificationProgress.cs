using System.Globalization;
using SdpKit.Cli.Output;
using SdpKit.Lipschitz;

namespace SdpKit.Cli.Certifying;

/// <summary>Shows the iterations of each solve, and one line for each margin; nothing where the user wants quiet.</summary>
internal sealed class CertificationProgress(ToolConfiguration configuration, bool quiet) : ICertificationProgress
{
    public CertifiedBound Show(LipschitzMethod method, Func<IProgress<IterationReport>?, CertifiedBound> certify) =>
        quiet || method is LipschitzMethod.Fast or LipschitzMethod.Product ? certify(null) : IterationDisplay.Show(configuration, certify);

    public void Finished(MarginBound margin, int number, int count)
    {
        if (!quiet)
        {
            (int first, int second) = margin.Numbers;
            string value = NetworkText.Short(margin.Bound.Bound ?? margin.Bound.Estimate) + (margin.Bound.Verified ? "" : " (not proved)");
            configuration.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"[{number,3}/{count}] outputs {first} and {second}: {value}, {margin.Bound.Elapsed.TotalSeconds:F2} s"));
        }
    }
}
