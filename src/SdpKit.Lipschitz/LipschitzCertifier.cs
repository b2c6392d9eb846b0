using System.Diagnostics;
using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.ClosedForms;
using SdpKit.Lipschitz.Constraints;
using SdpKit.Lipschitz.LowerBounds;
using SdpKit.Lipschitz.Proof;

namespace SdpKit.Lipschitz;

/// <summary>Finds and proves Lipschitz bounds of networks. Thread-safe: calls at the same time do not share anything.</summary>
public static class LipschitzCertifier
{
    /// <summary>Finds a Lipschitz bound and proves it against rounding.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="progress">Receives the iterations of each solve, on the calling thread; null for none.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The bound; one that could not be proved is an estimate and has no certificate.</returns>
    /// <exception cref="ArgumentException">The network has no such output.</exception>
    /// <exception cref="ArithmeticException">The weights are so large or so small that the computation overflows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CertifiedBound Certify(
        Network network, CertifyOptions? options = null, IProgress<IterationReport>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        options ??= new CertifyOptions();
        if (options.Output.ProblemWith(network) is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        using var context = new KernelContext(options.Threads, cancellationToken);
        var session = new CertifySession(network, options, progress, context, cancellationToken);
        return session.Run();
    }
}
