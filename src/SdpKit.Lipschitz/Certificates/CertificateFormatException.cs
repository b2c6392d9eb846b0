namespace SdpKit.Lipschitz.Certificates;

/// <summary>Says that a file is not a certificate, or was changed after it was written.</summary>
public sealed class CertificateFormatException : FormatException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="problem">What is wrong, in one sentence.</param>
    public CertificateFormatException(string problem)
        : base(problem)
    {
    }
}
