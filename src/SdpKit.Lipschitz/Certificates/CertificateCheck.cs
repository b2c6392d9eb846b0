namespace SdpKit.Lipschitz.Certificates;

/// <summary>Represents the verdict on a certificate. Immutable and thread-safe.</summary>
/// <param name="IsAccepted">True where the bound is proved for the network.</param>
/// <param name="Reason">Why it was refused, in one sentence; empty where it was accepted.</param>
public sealed record CertificateCheck(bool IsAccepted, string Reason);
