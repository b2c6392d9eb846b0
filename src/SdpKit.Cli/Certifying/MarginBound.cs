using SdpKit.Lipschitz;

namespace SdpKit.Cli.Certifying;

/// <summary>Represents the bound of the margin between two outputs.</summary>
internal sealed record MarginBound(OutputSelection Output, CertifiedBound Bound)
{
    /// <summary>Gets the two outputs as users count them, from 1.</summary>
    public (int First, int Second) Numbers => (Output.Index!.Value + 1, Output.Subtracted!.Value + 1);
}
