using System.Collections.Immutable;
using SdpKit.Lipschitz;

namespace SdpKit.Training.Methods;

/// <summary>Finds the multipliers T for Lipschitz updates by LipSDP.</summary>
internal static class MultiplierEstimate
{
    /// <summary>Multipliers are at least this fraction of the largest one of their layer: at 0 the update would divide by them. It proves its bound whatever they are.</summary>
    private const double Floor = 1e-6;

    /// <summary>Finds the multipliers of a network, or of the network scaled, all layers alike, so that its bound is a given one; null where LipSDP's bound could not be proved.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ImmutableArray<ImmutableArray<double>>? Of(Network network, double? bound, int threads, CancellationToken cancellationToken)
    {
        var options = new CertifyOptions { Threads = threads, FindsLowerBound = false, FindsProductBound = false };
        if (LipschitzCertifier.Certify(network, options, progress: null, cancellationToken).Certificate is not { } certificate)
        {
            return null;
        }

        // f scaled by c in each of L+1 layers has the bound c^(L+1), and multipliers c^(2 (L+1-l)) in hidden layer l = 1..L.
        int layers = network.Layers.Length;
        double ratio = bound is { } wanted && certificate.Bound > 0.0 ? wanted / certificate.Bound : 1.0;
        return [.. certificate.Parts[0].Multipliers.Select((layer, l) =>
        {
            double largest = layer.Max() is > 0.0 and var maximum ? maximum : 1.0;
            double factor = Math.Pow(ratio, 2.0 * (layers - 1 - l) / layers);
            return layer.Select(value => factor * Math.Max(value, Floor * largest)).ToImmutableArray();
        })];
    }
}
