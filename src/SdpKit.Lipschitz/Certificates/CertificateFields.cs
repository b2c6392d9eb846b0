namespace SdpKit.Lipschitz.Certificates;

/// <summary>Names the members of a certificate file; docs/certificates.md describes them.</summary>
internal static class CertificateFields
{
    public const string Version = "certificateVersion";
    public const string Bound = "bound";
    public const string Method = "method";
    public const string Output = "output";
    public const string Subtracted = "subtractedOutput";
    public const string Sizes = "sizes";
    public const string WeightsHash = "weightsSha256";
    public const string Slopes = "slopes";
    public const string Margin = "margin";
    public const string Parts = "parts";
    public const string FirstLayer = "firstLayer";
    public const string LastLayer = "lastLayer";
    public const string Rho = "rho";
    public const string Multipliers = "multipliers";
    public const string RhoExponent = "rhoExponent";
    public const string MultiplierExponents = "multiplierExponents";
    public const string Assumptions = "assumptions";
    public const string Statement = "statement";
    public const string Digest = "digest";
}
