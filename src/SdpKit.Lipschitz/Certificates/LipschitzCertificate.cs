using System.Collections.Immutable;

namespace SdpKit.Lipschitz.Certificates;

/// <summary>
/// Represents the certificate of a Lipschitz bound: what anybody needs, beside the network, to check the bound without a solver. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// It is about real arithmetic with the weights as doubles: |f(x) - f(y)| &lt;= Bound |x - y| in Euclidean norms, for all activations whose slopes lie in <see cref="Slopes"/> and for all biases.
/// </remarks>
public sealed record LipschitzCertificate
{
    /// <summary>The version of the format that this library writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>What certificates of networks that take nothing for granted say.</summary>
    private const string General =
        "The Euclidean Lipschitz constant is at most the bound, in real arithmetic with these weights as doubles, for all biases and all activations with these slopes.";

    /// <summary>Gets the bound.</summary>
    public required double Bound { get; init; }

    /// <summary>Gets how the bound was found.</summary>
    public required LipschitzMethod Method { get; init; }

    /// <summary>Gets which outputs it is for.</summary>
    public OutputSelection Output { get; init; }

    /// <summary>Gets the sizes of input, hidden layers and output.</summary>
    public required ImmutableArray<int> Sizes { get; init; }

    /// <summary>Gets the SHA-256, in lower-case hexadecimals, of all weights as float64, little-endian, layer by layer and row by row, without the biases.</summary>
    public required string WeightsHash { get; init; }

    /// <summary>Gets the slopes that the bound assumes of each neuron of each layer.</summary>
    public required ImmutableArray<ImmutableArray<SlopeRange>> Slopes { get; init; }

    /// <summary>Gets what the network takes for granted, as <see cref="Network.Assumptions"/> has it. Nothing in the proof depends on it.</summary>
    public ImmutableArray<string> Assumptions { get; init; } = [];

    /// <summary>Gets what the certificate claims, in words, made of its other members.</summary>
    public string Statement => Assumptions.IsEmpty ? General : $"{General} The network is the one of its file {string.Join(", ", Assumptions)}.";

    /// <summary>Gets by how much, at least, the least eigenvalue of the scaled constraint was found to be positive.</summary>
    public required double Margin { get; init; }

    /// <summary>Gets the parts of the network whose bounds multiply to <see cref="Bound"/>.</summary>
    public required ImmutableArray<CertificatePart> Parts { get; init; }
}
