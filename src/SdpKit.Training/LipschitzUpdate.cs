using System.Collections.Immutable;
using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Training.Projection;

namespace SdpKit.Training;

/// <summary>
/// The Lipschitz update of ADMM training (Pauli et al., arXiv 2005.02929): the weights nearest to given ones for which fixed multipliers T prove a Lipschitz bound. Thread-safe: calls
/// at the same time share nothing.
/// </summary>
/// <remarks>
/// For slopes [0, beta] the set of these weights is convex, and the update is a projection on a ball of the spectral norm: it costs some eigenvalue decompositions of about the number of hidden
/// neurons. The multipliers are those of a certificate, <see cref="CertificatePart.Multipliers"/>, of a network with about these weights. Biases stay.
/// </remarks>
public static class LipschitzUpdate
{
    /// <summary>Finds the weights W with ||W - V||_F least for which the multipliers prove a given bound.</summary>
    /// <param name="network">The network with the weights V. Its hidden activations must not decrease; the last layer has none.</param>
    /// <param name="multipliers">T: one positive number for each hidden neuron, layer by layer.</param>
    /// <param name="bound">L, positive: |f(x) - f(y)| &lt;= L |x - y| for the answer.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The nearest network, which is the same object where its bound is proved already, with the proof.</returns>
    /// <exception cref="ArgumentException">The network is not of this kind, a multiplier is not positive, or there are more or fewer of them than hidden neurons.</exception>
    /// <exception cref="ArithmeticException">The weights are so large or so small that the computation overflows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static LipschitzUpdateResult Enforce(
        Network network,
        ImmutableArray<ImmutableArray<double>> multipliers,
        double bound,
        LipschitzUpdateOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ThrowUnlessPositive(bound, nameof(bound));
        options ??= new LipschitzUpdateOptions();
        double rho = ProvedShrinking.SquareDown(bound);
        return Run(network, multipliers, options, problem => (rho, problem.Project(rho, options.Tolerance), 0.0), cancellationToken);
    }

    /// <summary>Finds the weights W and the bound L for which weight L^2 + ||W - V||_F^2 / 2 is least.</summary>
    /// <param name="network">The network with the weights V, not all of them zero in the first layer; as for <see cref="Enforce"/>.</param>
    /// <param name="multipliers">T, as for <see cref="Enforce"/>.</param>
    /// <param name="weight">The weight of L^2, positive: mu / sigma in ADMM with the penalty sigma (the paper's rho).</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The network with these weights, its bound and the proof.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Enforce"/>, or all weights of the first layer are zero.</exception>
    /// <exception cref="ArithmeticException">The weights are so large or so small that the computation overflows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static LipschitzUpdateResult Regularize(
        Network network,
        ImmutableArray<ImmutableArray<double>> multipliers,
        double weight,
        LipschitzUpdateOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ThrowUnlessPositive(weight, nameof(weight));
        options ??= new LipschitzUpdateOptions();
        return Run(network, multipliers, options, problem => SquaredBoundSearch.Find(problem, weight, options.Tolerance), cancellationToken);
    }

    private static LipschitzUpdateResult Run(
        Network network,
        ImmutableArray<ImmutableArray<double>> multipliers,
        LipschitzUpdateOptions options,
        Func<UpdateProblem, (double Rho, ProjectedWeights Point, double Residual)> solve,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network relaxed = ConvexRelaxation.Of(network);
        ThrowUnlessFitting(network, multipliers);
        using var context = new KernelContext(options.Threads, cancellationToken);
        var problem = new UpdateProblem(relaxed, [.. multipliers.Select(layer => layer.ToArray())], options, context);
        (double rho, ProjectedWeights point, double residual) = solve(problem);
        (Network proved, LipschitzCertificate? certificate) = ProvedShrinking.Prove(problem.Restore(point), rho, multipliers, context);
        bool isSame = ReferenceEquals(proved, relaxed) && network.Layers.Zip(relaxed.Layers).All(pair => pair.First.Slopes.SequenceEqual(pair.Second.Slopes));
        return new LipschitzUpdateResult
        {
            Network = isSame ? network : proved,
            Certificate = certificate,
            SquaredBound = rho,
            Iterations = point.Iterations,
            KktResidual = Math.Max(point.KktResidual, residual),
        };
    }

    private static void ThrowUnlessPositive(double value, string parameter)
    {
        if (!(value > 0.0 && value * value > 0.0 && double.IsFinite(value * value)))
        {
            throw new ArgumentOutOfRangeException(parameter, value, "The value and its square must be positive and finite.");
        }
    }

    private static void ThrowUnlessFitting(Network network, ImmutableArray<ImmutableArray<double>> multipliers)
    {
        bool fits = !multipliers.IsDefault
            && multipliers.Length == network.Layers.Length - 1
            && multipliers.Zip(network.Layers).All(pair => !pair.First.IsDefault && pair.First.Length == pair.Second.OutputSize);
        if (!fits)
        {
            throw new ArgumentException($"A network with the sizes {string.Join(", ", network.Sizes)} takes one multiplier for each hidden neuron, layer by layer.", nameof(multipliers));
        }

        if (multipliers.Any(layer => layer.Any(value => !(value > 0.0 && double.IsFinite(value)))))
        {
            throw new ArgumentException("Each multiplier must be positive and finite.", nameof(multipliers));
        }
    }
}
