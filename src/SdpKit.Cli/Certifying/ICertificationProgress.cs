using SdpKit.Lipschitz;

namespace SdpKit.Cli.Certifying;

/// <summary>Shows how far a certification is.</summary>
internal interface ICertificationProgress
{
    /// <summary>Runs a certification, and shows the iterations of its solves.</summary>
    CertifiedBound Show(LipschitzMethod method, Func<IProgress<IterationReport>?, CertifiedBound> certify);

    /// <summary>Says that the bound of a margin is there, the number-th of so many.</summary>
    void Finished(MarginBound margin, int number, int count);
}
