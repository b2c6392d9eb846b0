using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.ClosedForms;
using SdpKit.Lipschitz.Constraints;

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

    /// <summary>Writes the constraint of a network down as a semidefinite program whose optimal value is the square of the bound, for other solvers.</summary>
    /// <param name="network">The network; at least one layer must transmit changes.</param>
    /// <param name="method"><see cref="LipschitzMethod.Neuron"/> or <see cref="LipschitzMethod.Layer"/>.</param>
    /// <param name="output">Which outputs the bound is for.</param>
    /// <returns>The problem, compressed and scaled without loss: block 0 is the matrix inequality, block 1, where there are hidden layers, the signs of the multipliers.</returns>
    /// <exception cref="ArgumentException">The method is another one, the network has no such output, it is constant, or the square of its bound is no double.</exception>
    /// <exception cref="ArithmeticException">Weights or slopes are so unlike in size that the computation breaks down.</exception>
    public static SdpProblem ConstraintOf(Network network, LipschitzMethod method = LipschitzMethod.Neuron, OutputSelection output = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (method is not (LipschitzMethod.Neuron or LipschitzMethod.Layer))
        {
            throw new ArgumentException($"The method {method} solves no semidefinite program; expected Neuron or Layer.", nameof(method));
        }

        if (output.ProblemWith(network) is { } problem)
        {
            throw new ArgumentException(problem, nameof(output));
        }

        LayerChain chain = LayerChain.Of(network, 0, network.Layers.Length - 1, output);
        if (chain.IsConstant)
        {
            throw new ArgumentException("The network is constant; its Lipschitz constant is 0.", nameof(network));
        }

        using var context = new KernelContext(1, CancellationToken.None);
        var compressed = new CompressedChain(chain, context);
        MultiplierPoint scale = FastPoint.Of(compressed, context);
        double objective = Math.ScaleB(compressed.Restore(scale).Rho, 2 * chain.Exponent);
        return double.IsNormal(objective)
            ? new LipSdpProblem(compressed, scale, method == LipschitzMethod.Neuron, objective).Problem
            : throw new ArgumentException("The weights are so large or so small that the square of the bound is no double.", nameof(network));
    }
}
