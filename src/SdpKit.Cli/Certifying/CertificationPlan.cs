using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Data;

namespace SdpKit.Cli.Certifying;

/// <summary>Represents what <c>certify</c> is asked for.</summary>
/// <param name="Network">The network.</param>
/// <param name="Options">Method, parts, outputs, threads and time limit.</param>
/// <param name="WithPairs">Whether each margin between two outputs gets a bound of its own.</param>
/// <param name="Data">The points that get certified radii; null for none.</param>
internal sealed record CertificationPlan(Network Network, CertifyOptions Options, bool WithPairs, LabelledData? Data)
{
    /// <summary>Gets the methods to run, the one that was asked for last: closed forms first, so that an interrupted solve leaves a proved bound, and the product in any case.</summary>
    public LipschitzMethod[] Methods => Options.Method switch
    {
        LipschitzMethod.Product => [LipschitzMethod.Product],
        LipschitzMethod.Fast => [LipschitzMethod.Product, LipschitzMethod.Fast],
        var method => [LipschitzMethod.Product, LipschitzMethod.Fast, method],
    };

    /// <summary>Gets all margins between two outputs, if they are asked for.</summary>
    public OutputSelection[] Margins =>
    [
        .. from first in Enumerable.Range(0, WithPairs ? Network.OutputSize : 0)
           from second in Enumerable.Range(first + 1, Network.OutputSize - first - 1)
           select OutputSelection.Margin(first, second),
    ];
}
