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
    public const string Statement = "statement";
    public const string Digest = "digest";

    /// <summary>What a certificate says it is about.</summary>
    public const string StatementText =
        "The Euclidean Lipschitz constant is at most the bound, in real arithmetic with these weights as doubles, for all biases and all activations with these slopes.";
}
